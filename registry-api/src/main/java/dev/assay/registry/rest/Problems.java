package dev.assay.registry.rest;

import dev.assay.inventory.store.DatabaseAway;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every failure of the REST API with a problem detail. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> known(Problem problem) {
        return ResponseEntity.of(problem.body()).build();
    }

    /** The filter chain answers these. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException exception) {
        throw exception;
    }

    /** What nobody foresaw is told in full to the log, and to nobody else. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(Exception exception, WebRequest request) throws Exception {
        if (DatabaseAway.cause(exception) != null) {
            // DatabaseAwayFilter answers, for pages as for this.
            throw exception;
        }
        LOG.error("{} failed", request.getDescription(false), exception);
        return ResponseEntity.of(
                        Problem.detail(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "fault",
                                "This is a fault of ours",
                                "The request could not be carried out; the log of the service says"
                                        + " why.",
                                "Try again; if it stays, tell whoever runs this Assay, with the"
                                        + " time of your request."))
                .build();
    }

    /** What Spring itself refuses: a body that is no JSON, a method that is not mapped. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail detail && detail.getProperties() == null) {
            detail.setProperty("next", "Compare the request with /openapi.json.");
        }
        return super.createResponseEntity(body, headers, status, request);
    }
}
