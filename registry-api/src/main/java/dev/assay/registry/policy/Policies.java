package dev.assay.registry.policy;

/** Knows the policy that is in force. */
public final class Policies {

    /** The policy that is in force now. */
    public RuleSet inForce() {
        return RuleSet.builtIn();
    }
}
