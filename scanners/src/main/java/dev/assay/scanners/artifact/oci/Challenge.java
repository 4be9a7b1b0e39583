package dev.assay.scanners.artifact.oci;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a registry asks for with a 401: a token of its realm, or a name and password. */
sealed interface Challenge {

    int LONGEST = 4_000;
    Pattern PARAMETER = Pattern.compile("([A-Za-z]+)=(?:\"([^\"]*)\"|([^\", ]+))");

    /**
     * A token is to be had.
     *
     * @param address with service and scope
     */
    record Bearer(URI address) implements Challenge {}

    record Basic() implements Challenge {}

    /**
     * Reads the answer's {@code WWW-Authenticate}.
     *
     * @param scope to ask for where the challenge names none
     */
    static Optional<Challenge> of(HttpHeaders headers, String scope) {
        for (var value : headers.allValues("www-authenticate")) {
            var lower = value.toLowerCase(Locale.ROOT);
            if (value.length() > LONGEST) {
                continue;
            }
            if (lower.startsWith("bearer ")) {
                return bearer(parameters(value), scope);
            }
            if (lower.startsWith("basic")) {
                return Optional.of(new Basic());
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> parameters(String value) {
        var found = new HashMap<String, String>();
        var parameter = PARAMETER.matcher(value);
        while (parameter.find()) {
            found.putIfAbsent(
                    parameter.group(1).toLowerCase(Locale.ROOT),
                    parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
        }
        return found;
    }

    private static Optional<Challenge> bearer(Map<String, String> parameters, String scope) {
        var query = "scope=" + encoded(parameters.getOrDefault("scope", scope));
        var service = parameters.get("service");
        if (service != null) {
            query = "service=" + encoded(service) + "&" + query;
        }
        var realm = parameters.getOrDefault("realm", "");
        try {
            var address = new URI(realm);
            return address.getRawFragment() == null && address.getRawUserInfo() == null
                    ? Optional.of(
                            new Bearer(
                                    new URI(
                                            realm
                                                    + (address.getRawQuery() == null ? "?" : "&")
                                                    + query)))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
