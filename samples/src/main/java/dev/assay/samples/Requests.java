package dev.assay.samples;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** What the upstream was asked for. */
final class Requests {

    private record Request(String method, String path) {}

    private final List<Request> all = new CopyOnWriteArrayList<>();
    private final Set<String> credentials = new CopyOnWriteArraySet<>();
    private volatile String demanded = "";

    /** Notes what a request signs in with, and tells whether that is enough. */
    boolean admit(String authorization) {
        if (authorization != null) {
            credentials.add(authorization);
        }
        return demanded.isEmpty() || demanded.equals(authorization);
    }

    void demand(String authorization) {
        demanded = authorization;
    }

    Set<String> credentials() {
        return Set.copyOf(credentials);
    }

    void add(String method, String path) {
        all.add(new Request(method, path));
    }

    int count(String path) {
        return (int) all.stream().filter(request -> request.path().equals(path)).count();
    }

    List<String> all() {
        return all.stream().map(request -> request.method() + " " + request.path()).toList();
    }
}
