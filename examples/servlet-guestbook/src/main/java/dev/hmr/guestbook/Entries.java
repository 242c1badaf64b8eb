package dev.hmr.guestbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The entries in the database. Thread-safe. */
record Entries(DataSource database) {

    /** The latest first. */
    List<Entry> all() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select name, text from entry order by id desc");
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                entries.add(new Entry(found.getString("name"), found.getString("text")));
            }
        }
        return entries;
    }

    void add(Entry entry) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into entry (name, text) values (?, ?)")) {
            insert.setString(1, entry.name());
            insert.setString(2, entry.text());
            insert.executeUpdate();
        }
    }
}
