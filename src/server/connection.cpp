// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a connection: read a request, let it be answered, send, and again. Sending is in
// sending.cpp.
#include "server/connection.h"

#include <algorithm>
#include <utility>

#include "mujaz/core.h"
#include "server/problem.h"

namespace mujaz::server {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kBetweenPolls{150};

}  // namespace

Connection::Connection(Common& common, Loop& loop, tcp::socket socket, asio::ssl::context* tls,
                       std::string peer, const Address& address)
    : common_(common),
      loop_(loop),
      wire_(std::move(socket), tls),
      peer_(std::move(peer)),
      address_(address),
      signal_(loop.context) {
  loop_.connections.insert(this);
}

Connection::~Connection() {
  release();
  --common_.open;
  if (!common_.unlimited.contain(address_)) common_.connections.remove(address_);
}

void Connection::release() {
  common_.bodies -= std::exchange(reserved_, 0);
}

void Connection::phase(Phase phase, milliseconds within) {
  phase_ = phase;
  timed_out_ = false;
  deadline_ = Clock::now() + within;
}

asio::awaitable<void> Connection::run() {
  const auto self = shared_from_this();
  // Off the loop's list on the loop's own thread, wherever the last reference is given up.
  const std::shared_ptr<void> listed(nullptr, [this](void*) { loop_.connections.erase(this); });
  ErrorOf error;
  phase(Phase::header, common_.listening.limits.header);
  co_await wire_.handshake(error);
  if (!error) {
    while (co_await serve_one()) {
    }
    if (phase_ == Phase::closing && !dropped_) co_await linger();
  }
  wire_.close();
}

/// One request and its answer. False where the connection should end.
asio::awaitable<bool> Connection::serve_one() {
  const Limits& limits = common_.listening.limits;
  Incoming incoming(limits.header_bytes, limits.target_bytes);
  release();
  request_ = {};
  keep_ = false;
  http_1_0_ = false;
  const Incoming::Step step = co_await read(incoming, Phase::idle, limits.idle);
  begun_ = Clock::now();
  if (step == Incoming::Step::more) {
    if (!timed_out_ || !incoming.begun() || wire_.secure()) co_return false;
    co_return co_await send(nullptr, problem(408, "The header did not come in time."));
  }
  request_ = std::move(incoming.request);
  http_1_0_ = incoming.http_1_0();
  if (step == Incoming::Step::refused)
    co_return co_await send(nullptr, problem(incoming.status(), incoming.why()));
  Routed routed = common_.router.find(request_.method, request_.path);
  request_.parameters = std::move(routed.parameters);
  std::optional<Response> refusal = admit(routed, incoming);
  if (!refusal && !routed.route) refusal = std::move(routed.refusal);
  if (refusal) {
    // Its body is not read, so that the next request could not be told from it.
    keep_ = incoming.length() == 0 && incoming.keep_alive();
    co_return co_await send(routed.route, std::move(*refusal));
  }
  incoming.request = std::move(request_);
  refusal = co_await read_body(*routed.route, incoming);
  request_ = std::move(incoming.request);
  if (dropped_) co_return false;
  if (refusal) co_return co_await send(routed.route, std::move(*refusal));
  keep_ = incoming.keep_alive() && !common_.stopping;
  Response response = co_await answer(*routed.route);
  if (dropped_) co_return false;
  co_return co_await send(routed.route, std::move(response));
}

/// Reads until the header, or the whole, is there. `more` says that the client or its time ended.
asio::awaitable<Incoming::Step> Connection::read(Incoming& incoming, Phase first,
                                                 milliseconds within) {
  phase(buffer_.empty() || first != Phase::idle ? first : Phase::header,
        buffer_.empty() || first != Phase::idle ? within : common_.listening.limits.header);
  for (;;) {
    const Incoming::Step step = incoming.take(buffer_);
    if (step != Incoming::Step::more) co_return step;
    if (phase_ == Phase::idle) {
      // The stop may have come while the answer before was being sent.
      if (common_.stopping) co_return step;
      buffer_.shrink_to_fit();
    }
    ErrorOf error;
    co_await wire_.read(buffer_, error);
    if (error) co_return step;
    if (phase_ == Phase::idle) phase(Phase::header, common_.listening.limits.header);
  }
}

/// What can be refused before the body is read.
std::optional<Response> Connection::admit(const Routed& routed, const Incoming& incoming) {
  const Listening& listening = common_.listening;
  request_.secure = wire_.secure();
  request_.client = peer_;
  if (common_.proxies.contain(address_)) {
    std::string forwarded;
    for (const auto& [name, value] : request_.headers)
      if (same_name(name, "X-Forwarded-For")) forwarded += (forwarded.empty() ? "" : ",") + value;
    request_.client = client_of(peer_, forwarded, common_.proxies);
    request_.secure =
        request_.secure || same_name(request_.headers.get("X-Forwarded-Proto"), "https");
    if (const std::string* host = request_.headers.find("X-Forwarded-Host")) request_.host = *host;
  }
  const Address client = parse_address(request_.client).value_or(address_);
  if (!common_.unlimited.contain(client) &&
      !common_.allowance.take(client, routed.route ? routed.route->cost : 1, Clock::now()))
    return problem(429, "Too many requests; wait a moment.");
  if (!routed.route) return std::nullopt;
  if (incoming.length().value_or(0) > routed.route->body)
    return problem(413, "The body is over the limit of this call, " +
                            std::to_string(routed.route->body) + " bytes.");
  if (!listening.before) return std::nullopt;
  return listening.before(*routed.route, request_);
}

/// Fills the request's body; gives a refusal where that cannot be, and drops who went away.
asio::awaitable<std::optional<Response>> Connection::read_body(const Route& route,
                                                               Incoming& incoming) {
  const Limits& limits = common_.listening.limits;
  const std::uint64_t length = incoming.length().value_or(route.body);
  if (length > 0) {
    reserved_ = static_cast<std::size_t>(length);
    if ((common_.bodies += reserved_) > limits.bodies)
      co_return problem(503, "Too many bodies are being read; try again in a moment.");
    if (incoming.expects_continue() && buffer_.empty()) {
      ErrorOf error;
      const std::string_view word = "HTTP/1.1 100 Continue\r\n\r\n";
      const asio::const_buffer buffer(word.data(), word.size());
      phase(Phase::body, limits.transfer);
      co_await wire_.write({&buffer, 1}, error);
    }
  }
  incoming.allow(route.body);
  const milliseconds within = limits.transfer + std::chrono::seconds(length >> 13);
  const Incoming::Step step = co_await read(incoming, Phase::body, within);
  if (step == Incoming::Step::refused) co_return problem(incoming.status(), incoming.why());
  if (step == Incoming::Step::more) {
    if (timed_out_ && !wire_.secure()) co_return problem(408, "The body did not come in time.");
    dropped_ = true;
  }
  co_return std::nullopt;
}

/// Calls what makes an answer; what it throws becomes one.
std::optional<Response> Connection::guarded(const Route& route, const Work& work) {
  std::string fault;
  Response response;
  try {
    return work();
  } catch (const Problem& thrown) {
    return problem(thrown.status(), thrown.what(), thrown.field());
  } catch (const Error& thrown) {
    if (thrown.code() == ErrorCode::internal || thrown.code() == ErrorCode::unavailable)
      fault = thrown.what() + (thrown.where().empty() ? "" : " (" + thrown.where() + ")");
    response = problem(thrown);
  } catch (const std::exception& thrown) {
    fault = thrown.what();
    response = problem(Error(ErrorCode::internal, fault));
  }
  if (!fault.empty() && common_.listening.fault) common_.listening.fault(route, fault);
  return response;
}

asio::awaitable<Response> Connection::answer(const Route& route) {
  phase_ = Phase::working;
  deadline_ = Clock::time_point::max();
  if (route.quick) {
    auto response = guarded(route, [&] { return route.quick(request_); });
    if (response) co_return std::move(*response);
  }
  const Work call = [this, &route] { return std::optional(route.handler(request_)); };
  std::optional<Response> response;
  if (route.lane == Lane::at_once)
    response = guarded(route, call);
  else
    response = co_await on_worker(route.lane == Lane::heavy ? *common_.heavy : *common_.blocking,
                                  route, call);
  while (response && std::holds_alternative<Later>(response->body)) {
    const Work poll = std::get<Later>(response->body).poll;
    co_await sleep(kBetweenPolls);
    if (dropped_) break;
    auto next = co_await on_worker(*common_.blocking, route, poll);
    if (next) response = std::move(next);
  }
  if (!response) dropped_ = true;
  co_return dropped_ ? Response() : std::move(*response);
}

/// Nothing where there is no answer yet, or the connection was dropped.
asio::awaitable<std::optional<Response>> Connection::on_worker(Pool& pool, const Route& route,
                                                               Work work) {
  struct Answer {
    std::optional<Response> response;
    bool there = false;
  };
  const auto answer = std::make_shared<Answer>();
  // The worker holds the connection, and gives it back to its own thread.
  const bool accepted =
      pool.post([self = shared_from_this(), answer, &route, work = std::move(work)]() mutable {
        answer->response = self->guarded(route, work);
        Connection& connection = *self;
        asio::post(connection.loop_.context, [self = std::move(self), answer] {
          answer->there = true;
          self->signal_.cancel();
        });
      });
  if (!accepted) co_return problem(503, "The server has much to do; try again in a moment.");
  while (!answer->there && !dropped_) co_await sleep(std::chrono::hours(1));
  co_return answer->there ? std::move(answer->response) : std::nullopt;
}

asio::awaitable<void> Connection::sleep(milliseconds most) {
  ErrorOf error;
  signal_.expires_after(most);
  co_await signal_.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

/// Lets the client read the last answer before the connection's end reaches it: what it still sends
/// is read and thrown away, for a while.
asio::awaitable<void> Connection::linger() {
  phase(Phase::closing, std::chrono::seconds(2));
  ErrorOf error;
  co_await wire_.finish(error);
  for (std::size_t read = 0; !error && read < (32u << 20); read += buffer_.size()) {
    buffer_.clear();
    co_await wire_.read(buffer_, error);
  }
}

void Connection::look(Clock::time_point now, bool crowded) {
  constexpr std::chrono::seconds kept_in_a_crowd{5};
  const bool over =
      now >= deadline_ || (crowded && phase_ == Phase::idle &&
                           now >= deadline_ - common_.listening.limits.idle + kept_in_a_crowd);
  if (!over) return;
  const bool told = phase_ == Phase::header || phase_ == Phase::body;
  if (timed_out_ || !told) return drop();
  timed_out_ = true;
  deadline_ = now + std::chrono::seconds(2);
  wire_.cancel();
}

void Connection::wind_down() {
  keep_ = false;
  if (phase_ == Phase::idle)
    drop();
  else
    signal_.cancel();
}

void Connection::drop() {
  dropped_ = true;
  wire_.close();
  signal_.cancel();
}

}  // namespace mujaz::server
