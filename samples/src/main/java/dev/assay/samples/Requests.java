package dev.assay.samples;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the upstream was asked for. */
final class Requests {

    private record Request(String method, String path) {}

    private final List<Request> all = new CopyOnWriteArrayList<>();

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
