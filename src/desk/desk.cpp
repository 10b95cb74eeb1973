// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/desk.h"

#include "desk/inside.h"

namespace mujaz {
Story Desk::Inside::change(const Which& which,
                           const std::function<Change(const Story&, const Article&, Time)>& rule) {
  Story after;
  parts.store->write([&](Transaction& rows) {
    Stories stories(rows);
    const std::optional<Story> story = stories.lock(which.site, which.id);
    if (!story)
      throw Error(ErrorCode::not_found, "There is no such article.", which.id.substr(0, 64));
    if (which.version && *which.version != story->version)
      throw Error(ErrorCode::conflict, "The story was changed meanwhile.", which.id);
    const Article article = stories.article(which.site, which.id, story->revision);
    after = stories.save(rule(*story, article, now()));
  });
  notify();
  return after;
}

Desk::Desk(DeskParts parts) : inside_(std::make_unique<Inside>(std::move(parts))) {}
Desk::~Desk() = default;

const Store& Desk::store() const {
  return *inside_->parts.store;
}
Blobs& Desk::blobs() const {
  return *inside_->parts.blobs;
}
const Crafts& Desk::crafts() const {
  return inside_->parts.crafts;
}

Desk::Pushed Desk::push(const Push& push, const Actor& actor) {
  Pushed pushed;
  inside_->parts.store->write([&](Transaction& rows) {
    Sites(rows).get(push.site);
    Stories stories(rows);
    const std::optional<Story> before = stories.lock(push.site, push.id);
    const Article previous =
        before ? stories.article(push.site, push.id, before->revision) : Article{};
    const Change change = inside_->parts.newsroom->push(before, previous, push, actor, now());
    const bool revised = !before || change.story.revision != before->revision;
    pushed = {stories.save(change, revised ? &push.article : nullptr), change.changed};
  });
  inside_->notify();
  return pushed;
}

Story Desk::edit(const Which& which, const std::vector<Edit>& edits, const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article& article, Time at) {
    return inside_->parts.newsroom->edit(story, article, edits, actor, at);
  });
}

Story Desk::sign(const Which& which, const std::string& point, const std::string& reason,
                 const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article& article, Time at) {
    return inside_->parts.newsroom->sign(story, article, point, reason, actor, at);
  });
}

Story Desk::approve(const Which& which, const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article& article, Time at) {
    return inside_->parts.newsroom->approve(story, article, actor, at);
  });
}

Story Desk::reject(const Which& which, const std::string& reason, const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article&, Time at) {
    return inside_->parts.newsroom->reject(story, reason, actor, at);
  });
}

Story Desk::withdraw(const Which& which, const std::string& reason, const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article&, Time at) {
    return inside_->parts.newsroom->withdraw(story, reason, actor, at);
  });
}

Story Desk::correct(const Which& which, const std::u32string& notice, const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article&, Time at) {
    return inside_->parts.newsroom->correct(story, notice, actor, at);
  });
}

Story Desk::revoice(const Which& which, const Actor& actor) {
  return inside_->change(which, [&](const Story& story, const Article&, Time at) {
    return inside_->parts.newsroom->revoice(story, actor, at);
  });
}

Story Desk::await(const Which& which, std::chrono::milliseconds longest) const {
  const auto until = std::chrono::steady_clock::now() + longest;
  for (;;) {
    Story story;
    store().read([&](Transaction& rows) { story = Stories(rows).get(which.site, which.id); });
    const bool making = story.state == State::received || story.state == State::drafted ||
                        story.state == State::stale;
    const auto left = until - std::chrono::steady_clock::now();
    if (!making || left <= left.zero()) return story;
    inside_->wait(std::min<std::chrono::milliseconds>(
        std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(100)));
  }
}

void Desk::on(const std::string& kind, std::function<void(const Job&, const Stop&)> handler,
              std::optional<KindOptions> options) {
  inside_->handlers[kind] = {std::move(handler),
                             options.value_or(KindOptions{inside_->parts.retries, false})};
}

void Desk::wait(std::chrono::milliseconds longest) const {
  inside_->wait(longest);
}

void Desk::tidy() {
  const Time at = now();
  store().write([&](Transaction& rows) {
    Happenings(rows).forget_before(at - std::chrono::days(7));
    Tellings(rows).forget_before(at - std::chrono::days(7));
    People(rows).forget_before(at - std::chrono::days(1));
  });
  constexpr int at_once = 100;
  while (sweep(store(), blobs(), at - std::chrono::days(1), at_once) == at_once) {
  }
}

}  // namespace mujaz
