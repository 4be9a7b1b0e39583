package dev.assay.scanners.artifact.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from starting git to find the machine's settings, and from reading them: what is
 * fetched depends on Assay's own settings alone.
 */
public final class OwnGitSettings extends SystemReader.Delegate {

    private static final class Once {

        static {
            SystemReader.setInstance(new OwnGitSettings(SystemReader.getInstance()));
        }

        static void done() {}
    }

    private OwnGitSettings(SystemReader reader) {
        super(reader);
    }

    public static void use() {
        Once.done();
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS files) {
        return new Nothing(parent, files);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS files) {
        return new Nothing(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS files) {
        return new Nothing(parent, files);
    }

    private static final class Nothing extends FileBasedConfig {

        @SuppressWarnings("NullAway") // There is no file, which JGit allows and does not declare.
        Nothing(Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {}

        /** What JGit measured of a disk is forgotten with the process. */
        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
