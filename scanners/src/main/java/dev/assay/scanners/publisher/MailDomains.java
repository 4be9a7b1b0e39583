package dev.assay.scanners.publisher;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The domains of people's mail addresses as npm's registry tells them. Whose address it is, is
 * nobody's business here: who holds the domain can have its accounts' passwords sent to them.
 */
final class MailDomains {

    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s<>]{1,100}@([A-Za-z0-9][A-Za-z0-9.-]{0,250}[A-Za-z0-9])");
    private static final int LONGEST = 1000;

    private MailDomains() {}

    /** Of an entry like {@code {"name", "email"}} or {@code "name <address>"}. */
    static Optional<String> of(JsonNode person) {
        var written = person.isString() ? person : person.path("email");
        var text = written.asString("");
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var address = ADDRESS.matcher(text.substring(text.lastIndexOf('<') + 1).strip());
        return address.lookingAt()
                ? Optional.of(address.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** Of several such entries, each once and sorted. */
    static List<String> ofAll(JsonNode people, int most) {
        var domains = new TreeSet<String>();
        for (var each : people) {
            if (domains.size() < most) {
                of(each).ifPresent(domains::add);
            }
        }
        return List.copyOf(domains);
    }
}
