package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.Addresses;
import dev.assay.scanners.text.Hosts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says where a call goes to, from the values of its arguments. */
final class Destinations {

    /** Options under which clients take a host or an address. */
    private static final Set<String> HOST_KEYS =
            Set.of(
                    "host",
                    "hostname",
                    "baseurl",
                    "baseuri",
                    "basepath",
                    "prefixurl",
                    "endpoint",
                    "endpointurl",
                    "url",
                    "uri",
                    "apiurl",
                    "apibase",
                    "apibaseurl",
                    "apihost",
                    "apiendpoint",
                    "server",
                    "serverurl",
                    "serveraddress",
                    "connectionstring",
                    "dsn",
                    "tunnel",
                    "ingesthost",
                    "origin",
                    "issuer",
                    "rooturl");

    private static final int DEEPEST = 3;

    private final Evaluator evaluator;

    Destinations(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** A destination, and the text that it was read from. */
    record Found(Hosts.Destination to, Text from) {}

    /** The destinations of an expression that is an URL or an object of options. */
    List<Found> of(Script script, Node node) {
        var found = new ArrayList<Found>(1);
        for (var value : evaluator.of(script, node)) {
            switch (value) {
                case Text text -> add(text, found);
                case Obj obj -> found.addAll(ofOptions(obj));
                default -> {}
            }
        }
        return found;
    }

    private static void add(Text text, List<Found> found) {
        var destination = Hosts.ofUrl(text.text());
        if (destination != null) {
            found.add(new Found(destination, text));
        }
    }

    /** A host alone is a destination in the options of a client, where it is none in a sentence. */
    private static void addHost(Text text, List<Found> found) {
        var destination = Hosts.ofUrl(text.text());
        if (destination == null) {
            var host = Addresses.canonical(Hosts.host(bracketed(text.text())));
            if (Hosts.isHostName(host)) {
                destination = new Hosts.Destination("", host, "");
            }
        }
        if (destination != null) {
            found.add(new Found(destination, text));
        }
    }

    /** A socket takes an IPv6 address without the brackets of a URL. */
    private static String bracketed(String host) {
        var colons = host.chars().filter(c -> c == ':').count();
        return colons >= 2 && host.chars().allMatch(c -> c == ':' || Character.digit(c, 16) >= 0)
                ? "[" + host + "]"
                : host;
    }

    List<Found> ofOptions(Obj options) {
        return ofOptions(options, 0);
    }

    private List<Found> ofOptions(Obj options, int depth) {
        var found = new ArrayList<Found>(1);
        for (var kid : options.node().kids()) {
            if (kid.is(Kind.SPREAD)) {
                for (var value : evaluator.of(options.script(), kid.kid(0))) {
                    if (value instanceof Obj spread && depth < DEEPEST) {
                        found.addAll(ofOptions(spread, depth + 1));
                    }
                }
            } else if (kid.text() != null && isHostKey(kid.name())) {
                for (var text : evaluator.texts(options.script(), kid.kid(0))) {
                    addHost(text, found);
                }
            }
        }
        var holder = options.script().objectNames().get(options.node());
        if (holder != null) {
            for (var write : holder.propertyWrites()) {
                if (isHostKey(write.property())) {
                    for (var text : evaluator.texts(options.script(), write.value())) {
                        addHost(text, found);
                    }
                }
            }
        }
        return found;
    }

    static boolean isHostKey(String key) {
        return HOST_KEYS.contains(key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""));
    }

    /**
     * Hosts that stand as plain names: {@code net.connect(443, "host")}, {@code dns.lookup(name)}.
     */
    List<Found> ofHostNames(Script script, Node node) {
        var found = new ArrayList<Found>(1);
        for (var text : names(script, node)) {
            addHost(text, found);
            if (found.isEmpty() && text.text().indexOf(Value.HOLE) >= 0) {
                var host = Hosts.host(text.text());
                var known = host.lastIndexOf("{}");
                var suffix = known < 0 ? "" : host.substring(known + 2);
                if (suffix.startsWith(".") && Hosts.isBareHost(suffix.substring(1))) {
                    found.add(new Found(new Hosts.Destination("", host, ""), text));
                }
            }
        }
        return found;
    }

    /** One name, or a list of them. */
    private List<Text> names(Script script, Node node) {
        var names = new ArrayList<Text>(1);
        for (var value : evaluator.of(script, node)) {
            switch (value) {
                case Text text -> names.add(text);
                case Value.Arr arr when arr.node().size() < 20 ->
                        names.addAll(Evaluator.textsOf(evaluator.elements(arr)));
                default -> {}
            }
        }
        return names;
    }

    /** What the call that made a client was told: {@code axios.create({baseURL})}. */
    List<Found> ofMaker(External client) {
        if (client.made() == null || client.script() == null) {
            return List.of();
        }
        var found = new ArrayList<Found>(1);
        for (var index = 1; index < client.made().size(); index++) {
            found.addAll(of(client.script(), client.made().kid(index)));
        }
        if (found.isEmpty()
                && client.made().size() > 1
                && client.path().startsWith("m:py:http.client.")) {
            // Made of a host, and called with paths.
            found.addAll(ofHostNames(client.script(), client.made().kid(1)));
        }
        return found;
    }

    /** The value of a constant option, such as the method, or null. */
    @Nullable String option(Script script, @Nullable Node options, String name) {
        if (options == null) {
            return null;
        }
        for (var value : evaluator.members().of(evaluator.of(script, options), name)) {
            if (value instanceof Text text && text.isWhole()) {
                return text.text();
            }
        }
        return null;
    }

    static Via via(List<Found> found) {
        var via = Via.PLAIN;
        for (var one : found) {
            via = Texts.later(via, one.from().via());
        }
        return via;
    }
}
