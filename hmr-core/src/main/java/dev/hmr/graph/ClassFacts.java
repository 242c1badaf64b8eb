package dev.hmr.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what {@link ClassFile} tells of a class: declared members, nesting, and the uses that no bridge can replace. */
final class ClassFacts extends ClassVisitor {
    /** How a constant of an enum that is a label of a {@code switch} names the enum: it is looked up from the class with the switch. */
    private static final String CLASS_DESC = "Ljava/lang/constant/ClassDesc;";

    private final String name;
    private final Map<String, Integer> methods = new HashMap<>();
    private final Map<String, Integer> fields = new HashMap<>();
    private final Set<String> constants = new HashSet<>();
    private final Set<String> staticVariables = new HashSet<>();
    private final Set<RigidUse> rigidUses = new HashSet<>();
    private final Set<String> permitted = new HashSet<>();
    private final Map<String, String> outerOf = new HashMap<>();
    private final Set<String> classObjects = new HashSet<>();
    private final Set<String> nestMembers = new HashSet<>();
    private boolean asksForMembers;
    private boolean asksForNests;
    private boolean actsForNest;
    private boolean staticState;
    private boolean usesLoaders;
    private @Nullable String nestHost;
    private @Nullable String enclosing;
    private @Nullable String sourceFile;

    ClassFacts(String name) {
        super(Opcodes.ASM9);
        this.name = name;
    }

    Map<String, Integer> methods() {
        return methods;
    }

    Map<String, Integer> fields() {
        return fields;
    }

    Set<String> constants() {
        return constants;
    }

    Set<String> staticVariables() {
        return staticVariables;
    }

    Set<RigidUse> rigidUses() {
        return rigidUses;
    }

    Set<String> permitted() {
        return permitted;
    }

    Set<String> classObjects() {
        return classObjects;
    }

    boolean asksForMembers() {
        return asksForMembers;
    }

    /** The members of the nest that it is the host of. */
    Set<String> nestMembers() {
        return nestMembers;
    }

    @Nullable
    String nestHost() {
        return nestHost;
    }

    boolean asksForNests() {
        return asksForNests;
    }

    boolean actsForNest() {
        return actsForNest;
    }

    boolean hasStaticState() {
        return staticState;
    }

    boolean usesLoaders() {
        return usesLoaders;
    }

    @Nullable
    String sourceFile() {
        return sourceFile;
    }

    /** By the nest where the class file tells it (Java 11 and later), else by the enclosing classes. */
    String topLevel() {
        if (nestHost != null) {
            return nestHost;
        }
        String outermost = enclosing != null ? enclosing : name;
        for (String outer = outerOf.get(outermost); outer != null; outer = outerOf.get(outermost)) {
            outermost = outer;
        }
        return outermost;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        if (superName != null) {
            rigidType(superName);
        }
        if (interfaces != null) {
            for (String type : interfaces) {
                rigidType(type);
            }
        }
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        sourceFile = source;
    }

    @Override
    public void visitNestHost(String host) {
        nestHost = host;
    }

    @Override
    public void visitNestMember(String member) {
        nestMembers.add(member);
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String method, @Nullable String descriptor) {
        enclosing = owner;
    }

    @Override
    public void visitInnerClass(String inner, @Nullable String outer, @Nullable String simpleName, int access) {
        if (outer != null) {
            outerOf.put(inner, outer);
        }
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        permitted.add(subclass);
    }

    @Override
    public org.objectweb.asm.@Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.put(field + ":" + descriptor, access);
        boolean ofCompiler = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) != 0;
        staticState |= (access & Opcodes.ACC_STATIC) != 0 && value == null && !ofCompiler;
        if ((access & Opcodes.ACC_STATIC) != 0) {
            (value == null ? staticVariables : constants).add(field + ":" + descriptor);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        methods.put(method + descriptor, access);
        return new RigidUsesOfMethod();
    }

    private void reflects(String owner, String method) {
        usesLoaders |= Reflection.usesLoader(owner, method);
        asksForNests |= NestRights.areAskedFor(owner, method);
        actsForNest |= NestRights.areUsed(owner, method);
    }

    private void rigidType(String typeOperand) {
        String type = Names.elementClass(typeOperand);
        if (!type.equals(name) && Names.samePackage(type, name)) {
            rigidUses.add(RigidUse.type(type));
        }
    }

    private void rigidTypes(Type type) {
        if (type.getSort() == Type.METHOD) {
            for (Type argument : type.getArgumentTypes()) {
                rigidTypes(argument);
            }
            rigidTypes(type.getReturnType());
        } else if (!Names.elementClass(type).isEmpty()) {
            rigidType(Names.elementClass(type));
        }
    }

    private void rigidHandle(Handle handle) {
        rigidType(handle.getOwner());
        rigidTypes(Type.getType(handle.getDesc()));
        rigidMember(RigidUse.Kind.HANDLE, handle.getOwner(), handle.getName(), handle.getDesc());
    }

    private void rigidMember(RigidUse.Kind kind, String owner, String member, String descriptor) {
        if (!owner.equals(name)) {
            rigidUses.add(new RigidUse(kind, new Member(owner, member, descriptor)));
        }
    }

    private final class RigidUsesOfMethod extends MethodVisitor {
        /** Instances made but not yet initialised: a constructor call beyond these is {@code super(…)} or {@code this(…)}. */
        private int uninitialized;

        /** The class object that the next call may take. */
        private @Nullable String literal;
        /** Whether nothing else made use of it before. */
        private boolean isFirstUse;

        RigidUsesOfMethod() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
            if (type != null) {
                rigidType(type);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                uninitialized++;
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            reflects(owner, method);
            if (literal != null && isFirstUse && Reflection.areHarmless(owner, method, descriptor)) {
                classObjects.remove(literal);
            }
            asksForMembers |= literal == null && Reflection.askForMembers(owner, method);
            literal = null;
            if (opcode != Opcodes.INVOKESPECIAL) {
                return;
            }
            if (method.equals("<init>") && uninitialized > 0) {
                uninitialized--;
            } else {
                rigidMember(RigidUse.Kind.SUPER_CALL, owner, method, descriptor);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            literal = null;
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
            literal = null;
            rigidTypes(Type.getReturnType(descriptor));
            boolean lambda = LambdaArguments.isLambda(bootstrap);
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof Handle handle) {
                    reflects(handle.getOwner(), handle.getName());
                }
                if (lambda && (i == LambdaArguments.IMPLEMENTATION || i == LambdaArguments.INSTANTIATED_TYPE)) {
                    continue;
                }
                rigidConstant(arguments[i]);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            literal = null;
            if (value instanceof Type type && type.getSort() != Type.METHOD) {
                literal = Names.elementClass(type);
                isFirstUse = classObjects.add(literal);
                return;
            }
            rigidConstant(value);
        }

        private void rigidConstant(Object constant) {
            if (constant instanceof Type type) {
                rigidTypes(type);
            } else if (constant instanceof Handle handle) {
                rigidHandle(handle);
            } else if (constant instanceof ConstantDynamic dynamic) {
                rigidTypes(Type.getType(dynamic.getDescriptor()));
                for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                    Object argument = dynamic.getBootstrapMethodArgument(i);
                    if (argument instanceof String className
                            && !className.isEmpty()
                            && dynamic.getDescriptor().equals(CLASS_DESC)) {
                        rigidType(Names.internal(className));
                    }
                    rigidConstant(argument);
                }
            }
        }
    }
}
