package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A breakpoint that an IDE set by source and line goes on hitting, in whatever version of the class serves. */
class DebuggerTest {
    static final String HELLO = """
            package app;
            import io.javalin.http.*;
            class Hello implements Handler {
                public void handle(Context ctx) {
                    String text = "v0";
                    ctx.result(text);
                }
            }
            """;
    private static final int LINE = 6;
    private static final int RELOADS = 20;

    @TempDir
    Path directory;

    @Test
    void breakpointHitsAfterEveryReload() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DebuggedApp.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        try {
            VirtualMachine machine = attach(valueAfter(output, "Listening for transport dt_socket at address: "));
            BlockingQueue<String> hits = followBreakpoint(machine);
            String address = "http://127.0.0.1:" + valueAfter(output, "port ") + "/hello";
            drain(output);

            assertThat(get(address)).isEqualTo("v0");
            assertThat(nextHit(hits)).isNotEmpty();
            Path source = directory.resolve("src/main/java/app/Hello.java");
            for (int reload = 1; reload <= RELOADS; reload++) {
                String text = "v" + reload;
                Files.writeString(source, HELLO.replace("v0", text));
                await().atMost(LiveApp.PATIENCE).until(() -> get(address).equals(text));
                hits.clear();
                assertThat(get(address)).isEqualTo(text);
                assertThat(nextHit(hits)).isEqualTo(text);
            }
            machine.dispose();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String valueAfter(BufferedReader output, String words) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(words)) {
                return line.substring(words.length());
            }
        }
        throw new IOException("The process ended before it said: " + words);
    }

    /** Nobody else reads what the application prints, and it must not wait for a reader. */
    private static void drain(BufferedReader output) {
        daemon(() -> output.lines().forEach(line -> {})).start();
    }

    private static VirtualMachine attach(String port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(port.substring(port.lastIndexOf(':') + 1));
        return connector.attach(arguments);
    }

    /** Does what debuggers do: breaks at the line in every class of this name, when it is prepared. */
    private static BlockingQueue<String> followBreakpoint(VirtualMachine machine) {
        BlockingQueue<String> hits = new LinkedBlockingQueue<>();
        ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter("app.Hello");
        prepared.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        prepared.enable();
        machine.classesByName("app.Hello").forEach(type -> breakIn(machine, type));
        daemon(() -> {
                    try {
                        while (true) {
                            EventSet events = machine.eventQueue().remove();
                            for (Event event : events) {
                                if (event instanceof ClassPrepareEvent prepare) {
                                    breakIn(machine, prepare.referenceType());
                                } else if (event instanceof BreakpointEvent hit) {
                                    hits.add(textOf(hit));
                                }
                            }
                            events.resume();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (VMDisconnectedException e) {
                        // The test is over.
                    } catch (RuntimeException e) {
                        hits.add("the debugger failed: " + e);
                        machine.dispose();
                    }
                })
                .start();
        return hits;
    }

    private static void breakIn(VirtualMachine machine, ReferenceType type) {
        try {
            type.locationsOfLine(LINE)
                    .forEach(location -> machine.eventRequestManager()
                            .createBreakpointRequest(location)
                            .enable());
        } catch (AbsentInformationException e) {
            throw new IllegalStateException(type + " has no line numbers", e);
        }
    }

    /** The local variable, as the debugger would show it. */
    private static String textOf(BreakpointEvent hit) {
        try {
            StackFrame frame = hit.thread().frame(0);
            return ((StringReference) frame.getValue(frame.visibleVariableByName("text"))).value();
        } catch (IncompatibleThreadStateException | AbsentInformationException e) {
            throw new IllegalStateException("The frame cannot be read", e);
        }
    }

    private static String nextHit(BlockingQueue<String> hits) throws InterruptedException {
        String hit = hits.poll(LiveApp.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(hit).as("the breakpoint was hit").isNotNull();
        return String.valueOf(hit);
    }

    private static String get(String address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(LiveApp.PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "debugger");
        thread.setDaemon(true);
        return thread;
    }
}
