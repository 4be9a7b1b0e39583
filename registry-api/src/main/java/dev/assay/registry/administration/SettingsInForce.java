package dev.assay.registry.administration;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What somebody set here, and where; everything else is as Assay comes. No secret is among it. */
public final class SettingsInForce {

    /**
     * One of them.
     *
     * @param name as it is written in a file
     * @param value what counts; secrets are told by three dots
     * @param from where it stands
     */
    public record Setting(String name, String value, String from) {}

    private static final List<String> OURS =
            List.of(
                    "assay.",
                    "gate.",
                    "server.",
                    "spring.datasource.",
                    "db-scheduler.",
                    "logging.");

    private static final Pattern SECRET =
            Pattern.compile("(secret|password|passphrase|token|credential|private|[-._]key$|auth)");

    /** These are addresses that are a secret by themselves. */
    private static final Pattern SECRET_ADDRESS =
            Pattern.compile("assay\\.notices\\.(slack|teams|webhooks).*url");

    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");
    private static final Pattern QUERY_SECRET =
            Pattern.compile("(?i)([?&;](?:user|password|token|key|secret)=)[^&;]*");

    private final ConfigurableEnvironment environment;

    SettingsInForce(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    public List<Setting> all() {
        var found = new TreeMap<String, Setting>();
        for (var source : environment.getPropertySources()) {
            if (!(source instanceof EnumerablePropertySource<?> enumerable)
                    || source.getName().contains("class path resource")
                    || source.getName().equals("configurationProperties")) {
                continue;
            }
            for (var written : enumerable.getPropertyNames()) {
                var name = name(written);
                if (OURS.stream().anyMatch(name::startsWith) && !found.containsKey(name)) {
                    var value = environment.getProperty(written);
                    found.put(
                            name,
                            new Setting(
                                    name,
                                    shown(name, value == null ? "" : value),
                                    from(source.getName())));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Environment variables are written in another way. */
    private static String name(String written) {
        return written.equals(written.toUpperCase(Locale.ROOT))
                ? written.toLowerCase(Locale.ROOT).replace('_', '.')
                : written;
    }

    static String shown(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (SECRET_ADDRESS.matcher(lower).find()
                || SECRET.matcher(lower).find() && !lower.endsWith("-file")) {
            return "…";
        }
        return QUERY_SECRET.matcher(USER_INFO.matcher(value).replaceAll("//…@")).replaceAll("$1…");
    }

    private static String from(String source) {
        return switch (source) {
            case "commandLineArgs" -> "command line";
            case "systemProperties" -> "Java property";
            case "systemEnvironment" -> "environment";
            default -> {
                var file = source.indexOf('[');
                yield file < 0 ? source : source.substring(file + 1).replaceFirst("].*", "");
            }
        };
    }
}
