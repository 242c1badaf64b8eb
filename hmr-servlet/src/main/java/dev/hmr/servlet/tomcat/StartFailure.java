package dev.hmr.servlet.tomcat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.juli.logging.Log;
import org.jspecify.annotations.Nullable;

/** What a context failed with when it was started: Tomcat only writes it into the context's log. Thread-safe. */
final class StartFailure {
    private volatile @Nullable Throwable first;

    @Nullable
    Throwable first() {
        return first;
    }

    /** A log that passes everything on and remembers the first error. */
    Log listenTo(Log log) {
        return (Log) Proxy.newProxyInstance(
                StartFailure.class.getClassLoader(), new Class<?>[] {Log.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("error")
                            && arguments.length == 2
                            && arguments[1] instanceof Throwable thrown
                            && first == null) {
                        first = thrown;
                    }
                    try {
                        return method.invoke(log, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
