package dev.hmr.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of a pom or of Maven's settings. Must not be changed once it is read. */
final class XmlElement {
    private final String name;
    private final Map<String, String> attributes = new TreeMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlElement(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it is not there, cannot be read or is no XML
     */
    static XmlElement read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(factory().createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw new IOException(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        }
    }

    private static XmlElement parse(XMLStreamReader reader) throws XMLStreamException {
        XmlElement document = new XmlElement("");
        Deque<XmlElement> open = new ArrayDeque<>(List.of(document));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement element = new XmlElement(reader.getLocalName());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    open.getLast().children.add(element);
                    open.addLast(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.getLast().text.append(reader.getText());
                default -> {}
            }
        }
        return document.children.get(0);
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever the application brings. Nothing that a document refers to is fetched, and no entity
        // that it
        // declares is expanded.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    String name() {
        return name;
    }

    String text() {
        return text.toString().strip();
    }

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    List<XmlElement> children() {
        return children;
    }

    /** The elements that a path of names leads to. */
    Stream<XmlElement> all(String... path) {
        List<XmlElement> found = List.of(this);
        for (String step : path) {
            List<XmlElement> below = new ArrayList<>();
            for (XmlElement element : found) {
                for (XmlElement child : element.children) {
                    if (child.name.equals(step)) {
                        below.add(child);
                    }
                }
            }
            found = below;
        }
        return found.stream();
    }

    /** The first child of a name. */
    Optional<XmlElement> first(String child) {
        for (XmlElement candidate : children) {
            if (candidate.name.equals(child)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The text of a child; empty where there is none, or nothing in it. */
    Optional<String> text(String child) {
        return first(child).map(XmlElement::text).filter(found -> !found.isEmpty());
    }
}
