package dev.assay.scanners.vendorbom;

import java.util.List;
import java.util.Map;

/**
 * A vendor's bill of materials, as far as it is compared.
 *
 * @param format as its own document calls it, with its version
 * @param name what it says it is of; empty where it does not say
 * @param version of that; empty likewise
 * @param purl of that; empty likewise
 * @param signed whether it carries a signature within; nobody verified it
 */
public record VendorBom(
        String format,
        String name,
        String version,
        String purl,
        boolean signed,
        List<Component> components) {

    /**
     * One component.
     *
     * @param name with its group before a slash, as package URLs have it
     * @param hashes in lower-case hexadecimal, by algorithm as in {@code sha512}
     * @param licence as it is written; empty where none is
     * @param supplier who is named as the one who supplies it; empty where nobody is
     */
    public record Component(
            String name,
            String version,
            String purl,
            Map<String, String> hashes,
            String licence,
            String supplier) {

        public Component {
            hashes = Map.copyOf(hashes);
        }
    }

    public VendorBom {
        components = List.copyOf(components);
    }

    /** With what its subject is called. */
    static VendorBom of(
            String format, Component subject, boolean signed, List<Component> components) {
        return new VendorBom(
                format, subject.name(), subject.version(), subject.purl(), signed, components);
    }
}
