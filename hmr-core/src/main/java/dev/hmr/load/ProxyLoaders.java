package dev.hmr.load;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For reloaded code: what {@link Proxy} offers, with a loader that can define the proxy. After a fresh start one loader has all
 * classes, and whichever of them was asked for its loader will do.
 */
public final class ProxyLoaders {
    private ProxyLoaders() {}

    /** As {@link Proxy#newProxyInstance}. */
    public static Object newProxyInstance(
            @Nullable ClassLoader asked, Class<?>[] interfaces, InvocationHandler handler) {
        return Proxy.newProxyInstance(loader(asked, interfaces), interfaces, handler);
    }

    /** As {@link Proxy#getProxyClass}. */
    @SuppressWarnings("deprecation") // There is no other way to the class of a proxy without a proxy.
    public static Class<?> getProxyClass(@Nullable ClassLoader asked, Class<?>... interfaces) {
        return Proxy.getProxyClass(loader(asked, interfaces), interfaces);
    }

    /** The loader that was asked for if it will do, or else that of an interface; if none will do, the JDK is to say why. */
    private static @Nullable ClassLoader loader(@Nullable ClassLoader asked, Class<?>... interfaces) {
        List<@Nullable ClassLoader> loaders = new ArrayList<>();
        loaders.add(asked);
        for (Class<?> type : interfaces) {
            loaders.add(type.getClassLoader());
        }
        for (ClassLoader loader : loaders) {
            if (canDefine(loader, interfaces)) {
                return loader;
            }
        }
        return asked;
    }

    /** A proxy is in the package of an interface that is not public, and is to find each interface by its name. */
    private static boolean canDefine(@Nullable ClassLoader loader, Class<?>... interfaces) {
        for (Class<?> type : interfaces) {
            if (!finds(loader, type) || (!Modifier.isPublic(type.getModifiers()) && type.getClassLoader() != loader)) {
                return false;
            }
        }
        return true;
    }

    private static boolean finds(@Nullable ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
