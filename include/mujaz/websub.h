// SPDX-License-Identifier: GPL-3.0-or-later
// WebSub (W3C Recommendation of 2018): a hub brings us a feed's news, so that nobody has to ask.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/intake.h"

namespace mujaz {

/// What a hub brought: the feed as it is now.
struct HubNews {
  std::string feed;  ///< as `ask` called it
  Page page;
};

/// Subscriptions to hubs: asked for, verified, renewed, and what comes by them. Each has an address
/// of its own that cannot be guessed, and a secret; what is not signed with it is passed over. Any
/// thread may call everything here.
class Subscriptions {
 public:
  /// `callback`: the address (http or https) under which hubs reach the listener, without a final
  /// slash; each subscription stands at `/hub/` and its key under it. Throws bad_input.
  Subscriptions(std::string callback, FetchLimits limits);
  /// Asks `hub` for the news of `topic`, if that was not asked for, is nearly over (a fifth of its
  /// time is left) or was refused a day ago. `feed` is how the news are called. Throws what the
  /// request throws, and unavailable where the hub does not take it; then it is asked again after
  /// an hour.
  void ask(const std::string& feed, const std::string& topic, const std::string& hub, Time at,
           const Stop* stop = nullptr);
  /// The hub's question at a subscription's key with the parameters of its query: the answer, or
  /// nothing where we did not ask for that (404).
  std::optional<std::string> verify(const std::string& key,
                                    const std::map<std::string, std::string>& query, Time at);
  /// What a hub sends to a key, with the value of X-Hub-Signature. False where the key is
  /// unknown (410): a wrong signature is not told.
  bool take(const std::string& key, const std::string& signature, const Page& page);
  bool any_news() const;
  /// What came since the last call, at most the newest of each feed.
  std::vector<HubNews> news();

 private:
  struct One {
    std::string feed, topic, hub, secret;
    bool granted = false;
    Time again{};  ///< when it is asked for next
  };
  std::string callback_;
  FetchLimits limits_;
  mutable std::mutex mutex_;
  std::map<std::string, One> by_key_;
  std::map<std::string, Page> news_;
};

}  // namespace mujaz
