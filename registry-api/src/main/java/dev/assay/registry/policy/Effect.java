package dev.assay.registry.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;

/** What it means that a rule is broken, the gravest first. */
public enum Effect {
    /** The verdict is block: nobody can approve it. */
    @JsonProperty("block")
    BLOCK("cannot be approved"),
    /** It cannot be approved until this holds; the verdict stays what it is. */
    @JsonProperty("require")
    REQUIRE("has to hold before an approval"),
    /** The verdict is review at least: a person has to look. */
    @JsonProperty("review")
    REVIEW("needs a look"),
    /** It is said, and changes nothing. */
    @JsonProperty("note")
    NOTE("is good to know");

    private final String meaning;

    Effect(String meaning) {
        this.meaning = meaning;
    }

    /** Whether nobody may approve while such a rule is broken and not waived. */
    public boolean keepsBack() {
        return this == BLOCK || this == REQUIRE;
    }

    /** As policies write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is said of a release that breaks such a rule. */
    public String meaning() {
        return meaning;
    }
}
