package dev.assay.scanners.closure.maven;

import dev.assay.scanners.artifact.maven.MavenWork;

import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;

/** Selects as Maven does, and counts what is considered against the limits. */
record CountedSelector(DependencySelector real, MavenWork work, int level)
        implements DependencySelector {

    @Override
    public boolean selectDependency(Dependency dependency) {
        work.considered(level);
        return real.selectDependency(dependency);
    }

    @Override
    public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
        return new CountedSelector(real.deriveChildSelector(context), work, level + 1);
    }
}
