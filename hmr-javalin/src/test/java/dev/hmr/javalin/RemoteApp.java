package dev.hmr.javalin;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/** What tests do with an application in another process. */
interface RemoteApp extends Remote {
    @Nullable
    Serializable call(String className, String method) throws RemoteException;

    void forgetEvents() throws RemoteException;

    /** A {@link Transferred} event, or null if there is none in time. */
    @Nullable
    Serializable nextEvent(long patienceMillis) throws RemoteException, InterruptedException;
}
