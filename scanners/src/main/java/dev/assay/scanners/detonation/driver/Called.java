package dev.assay.scanners.detonation.driver;

/**
 * One call of a tool.
 *
 * @param outcome {@code answered}, {@code error} (the tool says that it failed), {@code refused}
 *     (the server does not take the call), {@code silent} or {@code gone}
 * @param text what came back, cut
 */
public record Called(String tool, Shape shape, String outcome, String text) {

    /** Whether the tool's own code ran. */
    public boolean reached() {
        return outcome.equals("answered") || outcome.equals("error");
    }
}
