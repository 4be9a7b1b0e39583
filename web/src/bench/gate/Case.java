package dev.assay.web.nodes;

import java.util.List;

/**
 * What is asked for over and over.
 *
 * @param known whether the packages are in the public registry, so that Verdaccio has them too
 */
record Case(String what, List<Request> requests, boolean known) {

    /**
     * @param path at the gate
     * @param headers each with its line's end
     */
    record Request(String path, String headers) {}
}
