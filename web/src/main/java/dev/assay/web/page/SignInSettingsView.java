package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How people and builds get in, as it is set; no secret is among it.
 *
 * @param provider null where there is none
 */
record SignInSettingsView(
        List<Fact> passwords,
        @Nullable Provider provider,
        List<Issuer> issuers,
        List<Fact> tokens) {

    /** One setting: what it is, what it is set to, and where. */
    record Fact(String name, String value, String setting) {}

    record Provider(
            String name, String issuer, String client, String callback, List<Group> groups) {}

    record Group(String name, String roles) {}

    record Issuer(String name, String audience, String keys, List<Rule> rules) {}

    record Rule(String name, String claims, String stage, String scopes) {}
}
