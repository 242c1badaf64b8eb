package dev.hmr.servlet;

import dev.hmr.session.EntryPoint;

/**
 * The user's configuration method in place of the frames that led to a registration, which containers do not tell: nowhere in
 * particular in it, so that whatever it leads to may be behind what it registers.
 */
record EntryFrame(EntryPoint entry, Class<?> type) implements StackWalker.StackFrame {

    /** @param loader gives the class of the method as it serves */
    static EntryFrame of(EntryPoint entry, ClassLoader loader) {
        try {
            return new EntryFrame(entry, Class.forName(entry.className().replace('/', '.'), false, loader));
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(entry.className());
        }
    }

    @Override
    public String getClassName() {
        return type.getName();
    }

    @Override
    public Class<?> getDeclaringClass() {
        return type;
    }

    @Override
    public String getMethodName() {
        return entry.methodName();
    }

    @Override
    public String getDescriptor() {
        return entry.methodDescriptor();
    }

    @Override
    public int getByteCodeIndex() {
        return -1;
    }

    @Override
    public String getFileName() {
        return "";
    }

    @Override
    public int getLineNumber() {
        return -1;
    }

    @Override
    public boolean isNativeMethod() {
        return false;
    }

    @Override
    public StackTraceElement toStackTraceElement() {
        return new StackTraceElement(getClassName(), getMethodName(), null, -1);
    }
}
