package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.FindingKind;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The licences that a jar declares: in the one POM that it has, else as OSGi's {@code
 * Bundle-License} (Core 8, section 3.2.1.10). What a parent of the POM says is not in the jar.
 */
final class JarLicences {

    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.xml");
    private static final String IN_POM = "/project/licenses/license/";
    private static final int MOST = 10;
    private static final int LONGEST = 200;

    /** No POM nests so deeply that the names of its elements come to this many characters. */
    private static final int DEEPEST = 2_000;

    private JarLicences() {}

    /**
     * Reports them.
     *
     * @param bundle the {@code Bundle-License} of its manifest, empty where it has none
     */
    static void report(PackageTree tree, Report report, String bundle) {
        var poms =
                tree.files().entrySet().stream()
                        .filter(each -> POM.matcher(each.getKey()).matches())
                        .limit(2)
                        .toList();
        var declared = poms.size() == 1 ? inPom(poms.getFirst().getValue()) : List.<String>of();
        var where = declared.isEmpty() ? JarFacts.MANIFEST : poms.getFirst().getKey();
        if (declared.isEmpty()) {
            declared = clauses(bundle);
        }
        declared.stream()
                .filter(each -> each.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .forEach(each -> report.add(FindingKind.LICENCE, each, where, each, Map.of()));
    }

    /** The name of each licence, or its address where it has no name. */
    private static List<String> inPom(byte[] pom) {
        var found = new ArrayList<String>();
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(pom));
            read(xml, found);
        } catch (XMLStreamException e) {
            // A POM that cannot be read declares nothing; its bytes are compared all the same.
        }
        return found;
    }

    private static void read(XMLStreamReader xml, List<String> found) throws XMLStreamException {
        var path = new StringBuilder();
        var name = "";
        var address = "";
        while (xml.hasNext() && found.size() < MOST && path.length() < DEEPEST) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT ->
                        path.append('/').append(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS -> {
                    if (path.toString().equals(IN_POM + "name")) {
                        name = xml.getText().strip();
                    } else if (path.toString().equals(IN_POM + "url")) {
                        address = xml.getText().strip();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if ((path + "/").equals(IN_POM)) {
                        if (!name.isEmpty() || !address.isEmpty()) {
                            found.add(name.isEmpty() ? address : name);
                        }
                        name = "";
                        address = "";
                    }
                    path.setLength(path.lastIndexOf("/"));
                }
                default -> {}
            }
        }
    }

    /** Parameters of a clause, such as its link, follow a semicolon. */
    private static List<String> clauses(String header) {
        return List.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", MOST + 1)).stream()
                .map(each -> each.split(";", 2)[0].replace("\"", "").strip())
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
