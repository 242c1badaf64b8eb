package dev.hmr.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Tells what a method passes on in its calls: which lambda, which new object, which of its own parameters. This is how the
 * code behind a registered route is found, together with {@link CallSites}.
 */
public final class CallArguments {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final MethodNode method;
    private final Frame<SourceValue>[] frames;
    private final Map<CallSites.Call, MethodInsnNode> calls = new HashMap<>();

    /**
     * What a call passes on.
     *
     * @param parameters the caller's own parameters among it, by index; its caller knows what they are
     */
    public record Passed(CodeOrigins origins, Set<Integer> parameters) {}

    private CallArguments(MethodNode method, Frame<SourceValue>[] frames) {
        this.method = method;
        this.frames = frames;
        Map<Member, Integer> counts = new HashMap<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call) {
                Member callee = CallSites.callee(call);
                calls.put(new CallSites.Call(callee, counts.merge(callee, 1, Integer::sum) - 1), call);
            }
        }
    }

    /** Analyses one method of a class file; null if the class does not declare it or its code cannot be followed. */
    public static @Nullable CallArguments of(ClassFile file, String name, String descriptor) {
        return of(file, method -> method.name.equals(name) && method.desc.equals(descriptor)).stream()
                .findFirst()
                .orElse(null);
    }

    /** Analyses every method of a class file whose code can be followed. */
    public static List<CallArguments> ofAll(ClassFile file) {
        return of(file, method -> true);
    }

    private static List<CallArguments> of(ClassFile file, Predicate<MethodNode> wanted) {
        ClassNode type = new ClassNode();
        new ClassReader(file.bytes()).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        List<CallArguments> analysed = new ArrayList<>();
        for (MethodNode method : type.methods) {
            if (wanted.test(method)) {
                try {
                    Analyzer<SourceValue> analyzer = new Analyzer<>(new SourceInterpreter());
                    analysed.add(new CallArguments(method, analyzer.analyze(type.name, method)));
                } catch (AnalyzerException e) {
                    LOG.log(System.Logger.Level.DEBUG, "Not followed: " + file + "." + method.name, e);
                }
            }
        }
        return analysed;
    }

    /** What a call passes; nothing if the method makes no such call. */
    public Passed at(CallSites.Call call) {
        MethodInsnNode instruction = calls.get(call);
        return instruction == null ? new Passed(CodeOrigins.none(), Set.of()) : passed(instruction);
    }

    /** What the calls pass that are also given a text which the given one ends with, such as a path or its last part. */
    public CodeOrigins passedWith(String text) {
        CodeOrigins all = CodeOrigins.none();
        for (MethodInsnNode call : calls.values()) {
            if (isGivenEndOf(text, call)) {
                all = all.and(passed(call).origins());
            }
        }
        return all;
    }

    private boolean isGivenEndOf(String text, MethodInsnNode call) {
        Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
        int arguments = Type.getArgumentTypes(call.desc).length;
        for (int i = 0; frame != null && i < arguments; i++) {
            for (AbstractInsnNode source : frame.getStack(frame.getStackSize() - 1 - i).insns) {
                if (source instanceof LdcInsnNode constant
                        && constant.cst instanceof String literal
                        && !literal.isEmpty()
                        && text.endsWith(literal)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Passed passed(MethodInsnNode call) {
        Set<Integer> parameters = new HashSet<>();
        CodeOrigins origins = CodeOrigins.none();
        Frame<SourceValue> frame = frames[method.instructions.indexOf(call)];
        int arguments = Type.getArgumentTypes(call.desc).length;
        for (int i = 0; frame != null && i < arguments; i++) {
            SourceValue value = frame.getStack(frame.getStackSize() - 1 - i);
            origins = origins.and(origins(value, parameters, new HashSet<>()));
        }
        return new Passed(origins, parameters);
    }

    private CodeOrigins origins(SourceValue value, Set<Integer> parameters, Set<AbstractInsnNode> seen) {
        CodeOrigins all = CodeOrigins.none();
        for (AbstractInsnNode source : value.insns) {
            if (seen.add(source)) {
                all = all.and(origins(source, parameters, seen));
            }
        }
        return all;
    }

    private CodeOrigins origins(AbstractInsnNode source, Set<Integer> parameters, Set<AbstractInsnNode> seen) {
        if (source instanceof InvokeDynamicInsnNode call) {
            return lambda(call);
        }
        if (source instanceof MethodInsnNode call) {
            return CodeOrigins.method(new Member(call.owner, call.name, call.desc));
        }
        if (source instanceof FieldInsnNode field) {
            String type = Names.elementClass(Type.getType(field.desc));
            return CodeOrigins.instance(type).and(CodeOrigins.instance(field.owner));
        }
        if (source instanceof TypeInsnNode type) {
            return type.getOpcode() == Opcodes.NEW
                    ? CodeOrigins.instance(type.desc)
                    : origins(operand(type), parameters, seen);
        }
        if (source.getOpcode() == Opcodes.DUP) {
            return origins(operand(source), parameters, seen);
        }
        if (source instanceof VarInsnNode variable) {
            if (variable.getOpcode() >= Opcodes.ISTORE) {
                return origins(operand(variable), parameters, seen);
            }
            SourceValue local = frames[method.instructions.indexOf(variable)].getLocal(variable.var);
            if (local.insns.isEmpty()) {
                parameters.add(parameterAt(variable.var));
            }
            return origins(local, parameters, seen);
        }
        return CodeOrigins.none();
    }

    private static CodeOrigins lambda(InvokeDynamicInsnNode call) {
        CodeOrigins all = CodeOrigins.none();
        for (Object argument : call.bsmArgs) {
            if (argument instanceof Handle handle) {
                all = all.and(CodeOrigins.method(new Member(handle.getOwner(), handle.getName(), handle.getDesc())));
            }
        }
        return all;
    }

    private SourceValue operand(AbstractInsnNode instruction) {
        Frame<SourceValue> frame = frames[method.instructions.indexOf(instruction)];
        return frame.getStack(frame.getStackSize() - 1);
    }

    /** The index of the parameter in a local variable slot; -1 for {@code this}. */
    private int parameterAt(int slot) {
        int at = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
        Type[] parameters = Type.getArgumentTypes(method.desc);
        for (int i = 0; i < parameters.length; i++) {
            if (at == slot) {
                return i;
            }
            at += parameters[i].getSize();
        }
        return -1;
    }
}
