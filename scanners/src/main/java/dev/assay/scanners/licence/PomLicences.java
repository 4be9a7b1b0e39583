package dev.assay.scanners.licence;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a POM says of its licence (Maven's model 4.0.0). A POM that names none has those of its
 * parent, all or none.
 *
 * @param licences the name of each, or its address where it has no name
 * @param parent whose they are where there are none; null where it has no parent
 */
public record PomLicences(List<String> licences, @Nullable Parent parent) {

    private static final String LICENCE = "/project/licenses/license/";
    private static final String PARENT = "/project/parent/";
    private static final int MOST = 10;
    private static final int LONGEST = 200;

    /** No POM nests so deeply that the names of its elements come to this many characters. */
    private static final int DEEPEST = 2_000;

    /** The POM above. */
    public record Parent(String groupId, String artifactId, String version) {}

    public PomLicences {
        licences = List.copyOf(licences);
    }

    /** Reads a POM; one that cannot be read says nothing. */
    public static PomLicences read(byte[] pom) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reading = new Reading();
        try {
            reading.read(factory.createXMLStreamReader(new ByteArrayInputStream(pom)));
        } catch (XMLStreamException e) {
            // What it said until there stands; its bytes are compared all the same.
        }
        return new PomLicences(reading.found, reading.parent());
    }

    private static final class Reading {
        private final List<String> found = new ArrayList<>();
        private final StringBuilder path = new StringBuilder();
        private String name = "";
        private String address = "";
        private String groupId = "";
        private String artifactId = "";
        private String version = "";

        void read(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext() && found.size() < MOST && path.length() < DEEPEST) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT ->
                            path.append('/').append(xml.getLocalName());
                    case XMLStreamConstants.CHARACTERS -> text(xml.getText().strip());
                    case XMLStreamConstants.END_ELEMENT -> {
                        if ((path + "/").equals(LICENCE)) {
                            licence();
                        }
                        path.setLength(path.lastIndexOf("/"));
                    }
                    default -> {}
                }
            }
        }

        private void text(String text) {
            switch (path.toString()) {
                case LICENCE + "name" -> name = text;
                case LICENCE + "url" -> address = text;
                case PARENT + "groupId" -> groupId = text;
                case PARENT + "artifactId" -> artifactId = text;
                case PARENT + "version" -> version = text;
                default -> {}
            }
        }

        private void licence() {
            var said = name.isEmpty() ? address : name;
            if (!said.isEmpty() && said.length() <= LONGEST && !found.contains(said)) {
                found.add(said);
            }
            name = "";
            address = "";
        }

        @Nullable Parent parent() {
            return groupId.isEmpty() || artifactId.isEmpty() || version.isEmpty()
                    ? null
                    : new Parent(groupId, artifactId, version);
        }
    }
}
