package dev.assay.scanners.artifact.git;

import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A bare repository whose settings are ours, and that takes no object larger than it may be. */
final class BoundedRepository extends FileRepository {

    private final long largest;

    private BoundedRepository(FileRepositoryBuilder builder, long largest) throws IOException {
        super(builder);
        this.largest = largest;
    }

    /**
     * Makes an empty one.
     *
     * @param largest the most bytes of one object, unpacked
     */
    static BoundedRepository create(Path folder, long largest) throws IOException {
        OwnGitSettings.use();
        var builder = new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).setup();
        var repository = new BoundedRepository(builder, largest);
        repository.create(true);
        var config = repository.getConfig();
        config.setString("http", null, "followRedirects", "false");
        config.setString("protocol", null, "version", "2");
        config.setInt("gc", null, "auto", 0);
        config.setBoolean("gc", null, "autoDetach", false);
        // What is not written is forgotten whenever JGit reads its file anew.
        config.save();
        return repository;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        var inserter = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return inserter;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                var parser = super.newPackParser(in);
                parser.setMaxObjectSizeLimit(largest);
                return parser;
            }
        };
    }
}
