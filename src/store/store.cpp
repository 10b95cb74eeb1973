// SPDX-License-Identifier: GPL-3.0-or-later
// The pool of connections, and transactions that are run again where another came between.
#include "mujaz/store.h"

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "store/schema.h"
#include "store/transaction.h"

namespace mujaz {
namespace {
using store::Again;
using store::Connection;

constexpr int most_tries = 12;
constexpr std::chrono::seconds longest_wait{30};

void pause(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  const int most = std::min(200, 2 << attempt);
  std::this_thread::sleep_for(
      std::chrono::milliseconds(std::uniform_int_distribution<int>(1, most)(random)));
}

}  // namespace

struct Store::Pool {
  StoreOptions options;
  std::mutex mutex;
  std::condition_variable freed;
  std::vector<std::unique_ptr<Connection>> idle;
  int open = 0;

  /// A connection, given back at the end; a broken one is let go.
  class Lent {
   public:
    explicit Lent(Pool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Lent() { pool_.give(std::move(connection_)); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Connection& operator*() { return *connection_; }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  std::unique_ptr<Connection> take() {
    std::unique_lock lock(mutex);
    if (!freed.wait_for(lock, longest_wait,
                        [&] { return !idle.empty() || open < options.connections; }))
      throw Error(ErrorCode::unavailable, "Every connection to the database is in use.");
    if (!idle.empty()) {
      std::unique_ptr<Connection> one = std::move(idle.back());
      idle.pop_back();
      return one;
    }
    ++open;
    lock.unlock();
    try {
      return std::make_unique<Connection>(options);
    } catch (...) {
      lock.lock();
      --open;
      freed.notify_one();
      throw;
    }
  }
  void give(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex);
    if (connection->sound()) {
      idle.push_back(std::move(connection));
    } else {
      // Those opened beside it are broken too, if the server went away.
      open -= 1 + static_cast<int>(idle.size());
      idle.clear();
    }
    freed.notify_one();
  }

  /// Runs and commits once. Throws Again.
  void once(Connection::Access access, const std::function<void(Transaction&)>& work) {
    Lent lent(*this);
    Connection& connection = *lent;
    try {
      connection.begin(access);
    } catch (const Error&) {
      if (connection.sound()) throw;
      throw Again{};  // it was lost while it lay idle; nothing was done yet
    }
    try {
      Transaction rows(connection);
      work(rows);
      connection.commit();
    } catch (...) {
      connection.rollback();
      throw;
    }
  }
  void run(Connection::Access access, const std::function<void(Transaction&)>& work) {
    for (int attempt = 0; attempt < most_tries; ++attempt) {
      if (attempt > 0) pause(attempt);
      try {
        return once(access, work);
      } catch (const Again&) {
      }
    }
    throw Error(ErrorCode::unavailable, "The database is busy.");
  }
};

Store::Store(const StoreOptions& options) : pool_(std::make_unique<Pool>()) {
  pool_->options = options;
}
Store::~Store() = default;

std::shared_ptr<Store> Store::open(const StoreOptions& options) {
  if (options.database.empty()) {
    std::error_code error;
    std::filesystem::create_directories(options.folder, error);
    if (error)
      throw Error(ErrorCode::unavailable, "The folder of the data cannot be made.",
                  options.folder.string());
  }
  std::shared_ptr<Store> store(new Store(options));
  Pool::Lent lent(*store->pool_);
  store::migrate(*lent);
  return store;
}

void Store::read(const std::function<void(Transaction&)>& work) const {
  pool_->run(Connection::Access::read, work);
}

void Store::write(const std::function<void(Transaction&)>& work) const {
  pool_->run(Connection::Access::write, work);
}

bool Store::answers() const noexcept {
  try {
    read([](Transaction& rows) { rows.select(1, "SELECT number FROM schema_steps"); });
    return true;
  } catch (...) {
    return false;
  }
}

bool Store::is_postgresql() const {
  return !pool_->options.database.empty();
}

}  // namespace mujaz
