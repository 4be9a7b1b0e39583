package dev.assay.registry.policy;

import org.jspecify.annotations.Nullable;

/**
 * Why a policy cannot be taken.
 *
 * @param file the file, or what else the policy was to come from
 * @param line the line in it, from 1; 0 where the whole is meant
 * @param rule the id of the rule, or null
 * @param what what is wrong
 * @param fix what to write instead
 */
public record PolicyProblem(String file, int line, @Nullable String rule, String what, String fix) {

    /** One line, as compilers write them. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + ": "
                + (rule == null ? "" : rule + ": ")
                + what
                + ". "
                + fix;
    }
}
