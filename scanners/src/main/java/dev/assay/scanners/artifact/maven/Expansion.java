package dev.assay.scanners.artifact.maven;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** How long a text gets when properties are put in that name properties. */
final class Expansion {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]*)}");

    /** What is not a property is one of the model's own fields, or stays as it is. */
    private static final int UNKNOWN = 200;

    private final Properties properties;
    private final long most;
    private final Map<String, Long> sizes = new HashMap<>();

    /**
     * @param most where to stop counting
     */
    Expansion(Properties properties, long most) {
        this.properties = properties;
        this.most = most;
    }

    /** The length, or anything above the most. Properties that name themselves count once. */
    long sizeOf(String text) {
        var size = (long) text.length();
        var references = REFERENCE.matcher(text);
        while (references.find() && size <= most) {
            size += sizeOfProperty(references.group(1));
        }
        return size;
    }

    private long sizeOfProperty(String name) {
        var value = properties.getProperty(name);
        if (value == null) {
            return UNKNOWN;
        }
        var known = sizes.get(name);
        if (known != null) {
            return known;
        }
        sizes.put(name, 0L);
        var size = sizeOf(value);
        sizes.put(name, size);
        return size;
    }
}
