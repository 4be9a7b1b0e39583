package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.Hazards;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit and its nearest ancestors.
 *
 * @param commits children before their parents, the commit itself first
 * @param whole whether there are no more
 * @param commit the commit as git keeps it
 * @param tag the tag that names it, likewise; null where that is no object of its own
 */
public record GitHistory(
        List<Commit> commits, boolean whole, byte[] commit, byte @Nullable [] tag) {

    private static final int LARGEST = 1 << 20;

    /** One commit, as it says of itself. */
    public record Commit(String id, String author, String committer, boolean signed) {}

    public GitHistory {
        commits = List.copyOf(commits);
    }

    static GitHistory read(Repository repository, ObjectId from, @Nullable ObjectId tag, int most)
            throws IOException {
        var commit = repository.open(from).getCachedBytes(LARGEST);
        var named = tag == null ? null : repository.open(tag).getCachedBytes(LARGEST);
        var commits = new ArrayList<Commit>();
        var whole = repository.getObjectDatabase().getShallowCommits().isEmpty();
        try (var walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(from));
            for (var each = walk.next(); each != null; each = walk.next()) {
                if (commits.size() >= most) {
                    return new GitHistory(commits, false, commit, named);
                }
                commits.add(of(each));
            }
        } catch (MissingObjectException e) {
            return new GitHistory(commits, false, commit, named);
        }
        return new GitHistory(commits, whole, commit, named);
    }

    private static Commit of(RevCommit commit) {
        return new Commit(
                commit.name(),
                person(commit.getAuthorIdent()),
                person(commit.getCommitterIdent()),
                commit.getRawGpgSignature() != null);
    }

    /** Whatever stands there: a commit names whom it likes. */
    private static String person(@Nullable PersonIdent person) {
        return person == null
                ? "nobody"
                : Hazards.printable(person.getName() + " <" + person.getEmailAddress() + ">");
    }
}
