package dev.assay.registry.vetting;

import dev.assay.registry.policy.FactsBuilder;
import dev.assay.registry.workflow.Declaration;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The hosts that a closure contacts, by who does. */
final class Destinations {

    private static final int MAX_EVIDENCE = 50;

    /**
     * This machine and the network around it (RFC 1918, 3927, 6761, 6762; the IPv6 counterparts).
     * Names reserved for examples are left in: contacting one is as undeclared as any other.
     */
    private static final Pattern HERE =
            Pattern.compile(
                    "(.*\\.)?(localhost|local|internal)|(0|10|127)(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
                            + "|169\\.254(\\.\\d{1,3}){2}|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}"
                            + "|\\[?(::1?|f[cde][0-9a-f]{2}:.*)]?",
                    Pattern.CASE_INSENSITIVE);

    /**
     * @param purl the package that contacts
     * @param isRelease whether that is the release itself
     */
    private record Contact(String purl, boolean isRelease, Fact fact) {}

    private final Map<String, List<Contact>> byHost = new TreeMap<>();

    /** Adds what one package contacts from code that runs, this machine left out. */
    void add(Profile profile, boolean isRelease) {
        for (var fact : profile.facts()) {
            if (fact.kind() == FindingKind.OUTBOUND_DOMAIN
                    && fact.reachable()
                    && !Boolean.FALSE.equals(fact.detail().get("contacted"))
                    && !isHere(fact.value())) {
                byHost.computeIfAbsent(fact.value(), host -> new ArrayList<>())
                        .add(new Contact(profile.purl(), isRelease, fact));
            }
        }
    }

    /** A finding for each host that a declaration does not cover. */
    List<Finding> beyond(Declaration declaration) {
        var findings = new ArrayList<Finding>();
        byHost.forEach(
                (host, contacts) -> {
                    if (!declaration.covers(host)) {
                        findings.add(finding(host, contacts));
                    }
                });
        return findings;
    }

    /** Every host that is contacted or declared. */
    List<FactsBuilder.Destination> all(Declaration declaration) {
        var all = new ArrayList<FactsBuilder.Destination>();
        byHost.forEach(
                (host, contacts) ->
                        all.add(
                                new FactsBuilder.Destination(
                                        host,
                                        declaration.covers(host),
                                        contacts.stream().map(Contact::purl).distinct().toList(),
                                        contacts.stream().anyMatch(Contact::isRelease))));
        declaration.domains().stream()
                .filter(each -> !byHost.containsKey(each))
                .map(each -> new FactsBuilder.Destination(each, true, List.of(), false))
                .forEach(all::add);
        return all;
    }

    private static boolean isHere(String host) {
        return HERE.matcher(host).matches();
    }

    private static Finding finding(String host, List<Contact> contacts) {
        var ownFirst =
                contacts.stream()
                        .sorted((one, other) -> Boolean.compare(other.isRelease(), one.isRelease()))
                        .toList();
        var packages = new LinkedHashSet<String>();
        var evidence = new LinkedHashSet<Evidence>();
        for (var contact : ownFirst) {
            packages.add(contact.purl());
            evidence.add(contact.fact().at());
        }
        var first = ownFirst.getFirst();
        return UndeclaredDestination.finding(
                host,
                first.isRelease(),
                first.fact().via(),
                List.copyOf(packages),
                evidence.stream().limit(MAX_EVIDENCE).toList());
    }
}
