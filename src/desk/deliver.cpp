// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/deliver.h"

#include "mujaz/digest.h"

namespace mujaz {
namespace {

constexpr std::size_t longest_answer = 64u << 10, longest_error = 300;

struct Tried {
  int status = 0;  ///< 0: no answer
  std::string error;
};

Tried send(const Webhook& hook, const Telling& delivery, const DeliverOptions& options,
           const Stop& stop) {
  const std::int64_t seconds = milliseconds(now()) / 1000;
  HttpRequest request;
  request.method = "POST";
  request.url = hook.url;
  request.body = delivery.body;
  request.headers = {
      {"Content-Type", "application/json"},
      {"User-Agent", "Mujaz"},
      {"webhook-id", delivery.id},
      {"webhook-timestamp", std::to_string(seconds)},
      {"webhook-signature", webhook_signature(hook.secret, delivery.id, seconds, delivery.body)}};
  request.limits.connect = request.limits.total = options.total;
  request.limits.bytes = longest_answer;
  request.refuse = [&](const Url& url, const sockaddr& address) {
    return options.guard.refuses(url, address);
  };
  Tried tried;
  try {
    if (std::string why = options.guard.refuses(parse_url(hook.url)); !why.empty())
      throw Error(ErrorCode::bad_input, why);
    const HttpResponse response = mujaz::send(request, &stop);
    tried.status = response.status;
    if (!response.good()) tried.error = "HTTP " + std::to_string(response.status);
  } catch (const Error& error) {
    stop.check();
    tried.error = error.what();
  }
  tried.error.resize(std::min(tried.error.size(), longest_error));
  return tried;
}

}  // namespace

std::string webhook_signature(const std::string& secret, const std::string& id,
                              std::int64_t timestamp, const std::string& body) {
  constexpr std::string_view prefix = "whsec_";
  const std::optional<std::string> key =
      secret.starts_with(prefix) ? from_base64(secret.substr(prefix.size())) : std::nullopt;
  if (!key) throw Error(ErrorCode::bad_input, "This is no secret of a webhook.");
  return "v1," + base64(hmac_sha256(*key, id + "." + std::to_string(timestamp) + "." + body));
}

void deliver_webhooks(Desk& desk, const DeliverOptions& options) {
  const Store& store = desk.store();
  const auto deliver = [&store, options](const Job& job, const Stop& stop) {
    std::optional<Telling> delivery;
    std::optional<Webhook> hook;
    store.read([&](Transaction& rows) {
      delivery = Tellings(rows).find(job.body);
      if (delivery) hook = Webhooks(rows).find(delivery->webhook);
    });
    // Removed or switched off meanwhile: there is nobody to tell.
    if (!hook || !hook->active || delivery->state == TellingState::delivered) return;
    const Tried tried = send(*hook, *delivery, options, stop);
    delivery->attempts = job.attempts;
    delivery->status = tried.status;
    delivery->error = tried.error;
    delivery->tried = now();
    delivery->state = tried.error.empty()                    ? TellingState::delivered
                      : job.attempts >= options.retries.most ? TellingState::dead
                                                             : TellingState::waiting;
    store.write([&](Transaction& rows) { Tellings(rows).save(*delivery); });
    if (!tried.error.empty()) throw Error(ErrorCode::unavailable, tried.error);
  };
  desk.on("webhook", deliver, KindOptions{options.retries, true});
}

}  // namespace mujaz
