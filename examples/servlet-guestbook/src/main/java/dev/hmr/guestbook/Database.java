package dev.hmr.guestbook;

import dev.hmr.Hmr;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Opens the database when the application starts. The connection pool, and so what is in it, survives every reload. */
final class Database implements ServletContextListener {
    private static final String ATTRIBUTE = "database";

    static DataSource of(ServletContext context) {
        return (DataSource) context.getAttribute(ATTRIBUTE);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        DataSource connections = Hmr.keep("connections", Database::open);
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists entry (
                        id identity primary key,
                        name varchar(100) not null,
                        text varchar(1000) not null)
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException("The table for the entries cannot be made", e);
        }
        event.getServletContext().setAttribute(ATTRIBUTE, connections);
    }

    private static DataSource open() {
        return JdbcConnectionPool.create("jdbc:h2:mem:guestbook;DB_CLOSE_DELAY=-1", "", "");
    }
}
