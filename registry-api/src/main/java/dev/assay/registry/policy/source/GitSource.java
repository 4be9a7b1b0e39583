package dev.assay.registry.policy.source;

import dev.assay.registry.policy.PolicyFiles;
import dev.assay.registry.policy.PolicySource;
import dev.assay.registry.policy.PolicyUnavailableException;
import dev.assay.scanners.artifact.git.OwnGitSettings;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * The YAML files of one commit. The commit is kept in the data directory, so that the network is
 * needed for the first time alone; it is named by its id, since a branch or tag can be moved to
 * other rules without anybody here deciding so.
 */
public final class GitSource implements PolicySource {

    private static final int TIMEOUT_SECONDS = 30;

    private final GitAddress address;
    private final Path kept;

    /**
     * @param dataDirectory where repositories are kept, each in a folder of its own
     */
    public GitSource(GitAddress address, Path dataDirectory) {
        this.address = address;
        var name = UUID.nameUUIDFromBytes(address.url().getBytes(StandardCharsets.UTF_8));
        this.kept = dataDirectory.resolve("policy").resolve(name + ".git");
        OwnGitSettings.use();
    }

    @Override
    public String origin() {
        return address.origin();
    }

    @Override
    public PolicyFiles read() throws PolicyUnavailableException {
        try (var git = Git.init().setBare(true).setDirectory(kept.toFile()).call()) {
            var repository = git.getRepository();
            var id = ObjectId.fromString(address.commit());
            var commit = commit(repository, id);
            if (commit == null) {
                fetch(git);
                commit = commit(repository, id);
            }
            if (commit == null) {
                throw unavailable(
                        "the repository has no commit " + address.commit(),
                        "Push it, or name a commit that a branch or tag of the repository leads to");
            }
            return files(repository, commit);
        } catch (GitAPIException | IOException e) {
            throw untrusted(e)
                    ? unavailable(
                            "it is served with a certificate that nobody here trusts: "
                                    + e.getMessage(),
                            "Start Assay with a trust store that holds the authority: "
                                    + "ASSAY_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE")
                    : unavailable(
                            "it cannot be fetched: " + e.getMessage(),
                            "See to it that Assay can reach the repository, and load the policy again");
        }
    }

    /** JGit says no more of it than that there were problems. */
    private static boolean untrusted(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure)
                instanceof GeneralSecurityException;
    }

    private static @Nullable RevCommit commit(Repository repository, ObjectId id)
            throws IOException {
        try (var walk = new RevWalk(repository)) {
            var commit = walk.parseCommit(id);
            walk.parseTree(commit.getTree());
            return commit;
        } catch (MissingObjectException e) {
            return null;
        }
    }

    /** The commit alone where the server hands that out; else all that its branches lead to. */
    private void fetch(Git git) throws GitAPIException {
        try {
            fetch(git, address.commit() + ":refs/assay/" + address.commit(), 1);
        } catch (GitAPIException e) {
            fetch(git, "+refs/heads/*:refs/heads/*", 0);
            fetch(git, "+refs/tags/*:refs/tags/*", 0);
        }
    }

    private void fetch(Git git, String what, int depth) throws GitAPIException {
        var fetch =
                git.fetch()
                        .setRemote(address.url())
                        .setRefSpecs(what)
                        .setTagOpt(TagOpt.NO_TAGS)
                        .setTimeout(TIMEOUT_SECONDS);
        if (depth > 0) {
            fetch.setDepth(depth);
        }
        if (address.username() != null) {
            fetch.setCredentialsProvider(
                    new UsernamePasswordCredentialsProvider(
                            address.username(), String.valueOf(address.password())));
        }
        fetch.call();
    }

    private PolicyFiles files(Repository repository, RevCommit commit)
            throws IOException, PolicyUnavailableException {
        var gathered = new Gathered(origin());
        try (var walk = folder(repository, commit)) {
            while (walk != null && walk.next()) {
                var name = walk.getNameString();
                if (!Gathered.isPolicy(name) || walk.getFileMode(0) == FileMode.TREE) {
                    continue;
                }
                if (walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB
                        || walk.getFileMode(0) == FileMode.SYMLINK) {
                    throw unavailable(name + " is a link and no file", "Put the file itself there");
                }
                var blob = repository.open(walk.getObjectId(0), Constants.OBJ_BLOB);
                gathered.check(name, blob.getSize());
                gathered.add(name, blob.getBytes(Gathered.LARGEST_FILE));
            }
        }
        return gathered.files();
    }

    /** The entries of the folder that is meant, and not those below it; null without one. */
    private @Nullable TreeWalk folder(Repository repository, RevCommit commit) throws IOException {
        if (address.path().isEmpty()) {
            var walk = new TreeWalk(repository);
            walk.addTree(commit.getTree());
            return walk;
        }
        try (var found = TreeWalk.forPath(repository, address.path(), commit.getTree())) {
            if (found == null || found.getFileMode(0) != FileMode.TREE) {
                return null;
            }
            var walk = new TreeWalk(repository);
            walk.addTree(found.getObjectId(0));
            return walk;
        }
    }

    private PolicyUnavailableException unavailable(String what, String fix) {
        return new PolicyUnavailableException(origin(), what, fix);
    }
}
