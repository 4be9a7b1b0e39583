package dev.assay.scanners.artifact.nuget;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** Reads XML of strangers: no document type, no entity of one, nothing from elsewhere. */
public final class SafeXml {

    /** The largest document, in bytes. */
    public static final int LARGEST = 1 << 20;

    /** What walks an element's text does so by calling itself. */
    private static final String DEEPEST = "100";

    private SafeXml() {}

    /**
     * The root element.
     *
     * @throws IOException when it is no XML, has a document type, or is too large
     */
    public static Element read(byte[] xml) throws IOException {
        if (xml.length > LARGEST) {
            throw new IOException("it exceeds " + LARGEST + " bytes");
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setNamespaceAware(true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Quiet());
            var root = builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
            if (root == null) {
                throw new IOException("it has no element");
            }
            return root;
        } catch (SAXException e) {
            throw new IOException("it is no XML that is read: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK reads XML so", e);
        }
    }

    /** The elements directly below one, of any namespace. */
    public static List<Element> children(Element of) {
        var children = new ArrayList<Element>();
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Those of one name, without regard to capital letters. */
    public static List<Element> children(Element of, String name) {
        return children(of).stream().filter(each -> name(each).equals(name)).toList();
    }

    /** The first of one name. */
    public static Optional<Element> child(Element of, String name) {
        return children(of, name).stream().findFirst();
    }

    /** The text of the first of one name; empty where there is none. */
    public static String text(Element of, String name) {
        return child(of, name).map(each -> each.getTextContent().strip()).orElse("");
    }

    /** The name of an element in lower case, without its namespace. */
    public static String name(Element element) {
        var local = element.getLocalName();
        return (local == null ? element.getTagName() : local).toLowerCase(Locale.ROOT);
    }

    /** An attribute, without regard to capital letters; empty where there is none. */
    public static String attribute(Element of, String name) {
        var all = of.getAttributes();
        for (var i = 0; i < all.getLength(); i++) {
            var each = all.item(i);
            if (each.getNodeName().equalsIgnoreCase(name)) {
                return each.getNodeValue().strip();
            }
        }
        return "";
    }

    /** The JDK's own would write what is wrong to standard error. */
    private static final class Quiet implements ErrorHandler {

        @Override
        public void warning(SAXParseException problem) {}

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }
}
