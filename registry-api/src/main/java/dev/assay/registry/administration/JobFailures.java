package dev.assay.registry.administration;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Why jobs failed the last time, as far as this process has done them. */
final class JobFailures extends AbstractSchedulerListener {

    private static final int MOST = 1000;
    private static final int LONGEST = 300;

    private final Map<String, String> reasons =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MOST;
                }
            };

    /** Why a job failed the last time; empty where it did not, or not in this process. */
    synchronized Optional<String> reason(String name, String instance) {
        return Optional.ofNullable(reasons.get(key(name, instance)));
    }

    @Override
    public synchronized void onExecutionComplete(ExecutionComplete done) {
        TaskInstanceId job = done.getExecution().taskInstance;
        var key = key(job.getTaskName(), job.getId());
        reasons.remove(key);
        if (done.getResult() == ExecutionComplete.Result.FAILED) {
            reasons.put(key, done.getCause().map(JobFailures::words).orElse("it was given up"));
        }
    }

    /** The innermost cause says what happened; what is around it says only where. */
    static String words(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        var words =
                message == null || message.isBlank()
                        ? cause.getClass().getSimpleName()
                        : message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }

    private static String key(String name, String instance) {
        return name + " " + instance;
    }
}
