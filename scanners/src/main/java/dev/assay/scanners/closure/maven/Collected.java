package dev.assay.scanners.closure.maven;

import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.DependencyVisitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The packages of a resolved tree, each with the way to it, the release first. */
final class Collected implements DependencyVisitor {

    record Part(DependencyNode node, List<String> way) {}

    private final List<Part> parts = new ArrayList<>();
    private final Deque<String> way = new ArrayDeque<>();

    List<Part> parts() {
        return parts;
    }

    @Override
    public boolean visitEnter(DependencyNode node) {
        if (node.getDependency() != null) {
            var artifact = node.getArtifact();
            way.addLast(artifact.getGroupId() + "/" + artifact.getArtifactId());
            parts.add(new Part(node, List.copyOf(way)));
        }
        return true;
    }

    @Override
    public boolean visitLeave(DependencyNode node) {
        if (node.getDependency() != null) {
            way.removeLast();
        }
        return true;
    }
}
