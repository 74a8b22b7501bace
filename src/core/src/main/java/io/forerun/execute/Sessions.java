package io.forerun.execute;

import io.forerun.chunk.Chunk;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Keeps sessions between runs under names of the callers' choice, so that a program finds what the
 * one before left. A session that nobody uses for a time is closed; one that was stopped is gone.
 * Thread-safe.
 */
public final class Sessions implements AutoCloseable {
  private final Executor executor;
  private final int max;
  private final Duration idleTime;

  /** Guarded by this. */
  private final Map<String, Kept> sessions = new HashMap<>();

  /**
   * @param executor opens the sessions
   * @param max sessions that are kept at a time; each holds an interpreter
   * @param idleTime how long a session is kept after its last run
   */
  public Sessions(Executor executor, int max, Duration idleTime) {
    this.executor = executor;
    this.max = max;
    this.idleTime = idleTime;
  }

  /**
   * An executor that opens the session with this id, which is kept when its user releases it. While
   * it is in use, opening it again fails with {@link SessionBusyException}; a further session than
   * may be kept fails with {@link ExecutorBusyException}.
   */
  public Executor keeping(String sessionId) {
    return options -> Uni.createFrom().deferred(() -> open(sessionId, options));
  }

  /**
   * Closes a session, and what runs in it.
   *
   * @return false if no session has this id
   */
  public boolean end(String sessionId) {
    Kept ended;
    synchronized (this) {
      ended = sessions.remove(sessionId);
    }
    if (ended != null) {
      ended.close(new StopReason.Cancelled("The session was ended."));
    }
    return ended != null;
  }

  /** Whether a session has this id, in use or not. */
  public synchronized boolean contains(String sessionId) {
    return sessions.containsKey(sessionId);
  }

  /** The number of sessions that are kept or in use. */
  public synchronized int count() {
    return sessions.size();
  }

  /** Closes all sessions. */
  @Override
  public void close() {
    List<String> ids;
    synchronized (this) {
      ids = List.copyOf(sessions.keySet());
    }
    ids.forEach(this::end);
  }

  private Uni<Session> open(String id, SessionOptions options) {
    Kept kept;
    synchronized (this) {
      kept = sessions.get(id);
      if (kept != null && kept.diedIdle()) {
        sessions.remove(id);
        kept = null;
      }
      if (kept == null) {
        if (sessions.size() >= max) {
          return Uni.createFrom().failure(tooMany());
        }
        kept = new Kept(id);
        sessions.put(id, kept);
      } else if (!kept.take()) {
        return Uni.createFrom().failure(new SessionBusyException(id));
      }
    }
    return kept.lease(options);
  }

  private ExecutorBusyException tooMany() {
    return new ExecutorBusyException(
        "%d sessions are kept, the most that are allowed; end one, or try again later."
            .formatted(max));
  }

  private synchronized void forget(Kept kept) {
    sessions.remove(kept.id, kept);
  }

  /** One session; in use or idle. Its state is guarded by the enclosing sessions. */
  private final class Kept {
    private final String id;
    private volatile Opening opening;
    private Session session;
    private StopReason stopped;
    private boolean inUse = true;
    private Future<?> expiry;

    Kept(String id) {
      this.id = id;
    }

    /** Programs of other sessions can take the memory that ends an idle one. */
    boolean diedIdle() {
      if (inUse || session.isOpen()) {
        return false;
      }
      expiry.cancel(false);
      return true;
    }

    boolean take() {
      if (inUse) {
        return false;
      }
      inUse = true;
      expiry.cancel(false);
      return true;
    }

    Uni<Session> lease(SessionOptions options) {
      if (session != null) {
        try {
          session.begin(options);
        } catch (IllegalArgumentException e) {
          release();
          return Uni.createFrom().failure(e);
        }
        return Uni.createFrom().item(new Lease(this, session));
      }
      return Uni.createFrom()
          .<Session>emitter(emitter -> open(options, emitter))
          .onCancellation()
          .invoke(this::abandon);
    }

    private void open(SessionOptions options, UniEmitter<? super Session> emitter) {
      opening =
          new Opening(
              opened -> emitter.complete(opened(opened)),
              failure -> {
                forget(this);
                emitter.fail(failure);
              });
      executor.open(options).subscribe().withSubscriber(opening);
    }

    private void abandon() {
      close(new StopReason.Released());
      if (opening != null) {
        opening.cancel();
      }
    }

    private Session opened(Session opened) {
      StopReason stop;
      synchronized (Sessions.this) {
        session = opened;
        stop = stopped;
      }
      if (stop != null) {
        opened.close(stop);
      }
      return new Lease(this, opened);
    }

    void release() {
      synchronized (Sessions.this) {
        if (session.isOpen() && sessions.get(id) == this) {
          inUse = false;
          expiry =
              Infrastructure.getDefaultWorkerPool()
                  .schedule(this::expire, idleTime.toNanos(), TimeUnit.NANOSECONDS);
          return;
        }
      }
      close(new StopReason.Released());
    }

    private void expire() {
      synchronized (Sessions.this) {
        if (inUse) {
          return;
        }
        sessions.remove(id, this);
      }
      close(new StopReason.Released());
    }

    /** One that is still being opened is closed as soon as it is open. */
    void close(StopReason reason) {
      Session closed;
      synchronized (Sessions.this) {
        if (stopped == null) {
          stopped = reason;
        }
        closed = session;
        if (expiry != null) {
          expiry.cancel(false);
        }
      }
      forget(this);
      if (closed != null) {
        closed.close(reason);
      }
    }
  }

  /** A session for one run: releasing it keeps it. */
  private record Lease(Kept kept, Session session) implements Session {
    @Override
    public Uni<BatchOutcome> run(List<Chunk> batch, BatchListener listener) {
      return session.run(batch, listener);
    }

    @Override
    public Uni<String> finish(BatchListener listener) {
      return session.finish(listener);
    }

    @Override
    public void close(StopReason reason) {
      if (reason instanceof StopReason.Released) {
        kept.release();
      } else {
        kept.close(reason);
      }
    }

    @Override
    public void begin(SessionOptions options) {
      session.begin(options);
    }

    @Override
    public boolean isOpen() {
      return session.isOpen();
    }
  }
}
