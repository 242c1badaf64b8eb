package dev.hmr.inplace;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/**
 * The program of a JVM of its own that has another JVM start an agent: by default a JVM refuses to be asked by itself. Its
 * arguments are the process to ask and the agent's jar. It names no other class of HMR.
 */
final class AttachAgent {
    private AttachAgent() {}

    public static void main(String[] arguments) {
        try {
            VirtualMachine machine = VirtualMachine.attach(arguments[0]);
            try {
                machine.loadAgent(arguments[1]);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException | AgentLoadException | AgentInitializationException e) {
            System.out.println(e.getMessage());
        }
    }
}
