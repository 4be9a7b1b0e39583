package dev.assay.registry.policy;

/** A policy could not be read from where it should be. */
public final class PolicyUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient PolicyProblem problem;

    public PolicyUnavailableException(String place, String what, String fix) {
        super(what);
        this.problem = new PolicyProblem(place, 0, null, what, fix);
    }

    public PolicyProblem problem() {
        return problem;
    }
}
