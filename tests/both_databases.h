// SPDX-License-Identifier: GPL-3.0-or-later
// A store of two sites, for tests that run on SQLite and on PostgreSQL.
#pragma once

#include <gtest/gtest.h>

#include "cluster.h"
#include "mujaz/jobs.h"
#include "mujaz/store.h"
#include "support.h"

namespace mujaz {

inline const Time start = parse_time("2026-03-01T08:00:00Z");
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

inline testing::Cluster& cluster() {
  static testing::Cluster one;
  return one;
}

class Both : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    options.folder = scratch.path;
    if (std::string(GetParam()) == "postgresql") options.database = cluster().database();
    store = Store::open(options);
    store->write([](Transaction& rows) {
      for (const char* name : {"nawras", "sahel"}) {
        Site site;
        site.name = name;
        Sites(rows).put(site);
      }
    });
  }
  template <typename Work>
  auto read(const Work& work) {
    std::optional<decltype(work(std::declval<Transaction&>()))> out;
    store->read([&](Transaction& rows) { out = work(rows); });
    return std::move(*out);
  }
  void add_job(const char* site, const char* story, Urgency urgency = Urgency::live,
               Time not_before = {}) {
    store->write([&](Transaction& rows) {
      NewJob job{"draft", site, story, 1, "", urgency, not_before};
      Jobs(rows).add(job, start);
    });
  }
  std::optional<Job> claim(const char* worker, Time at) {
    std::optional<Job> job;
    store->write([&](Transaction& rows) { job = Jobs(rows).claim(worker, at, minutes(1)); });
    return job;
  }

  testing::Scratch scratch;
  StoreOptions options;
  std::shared_ptr<Store> store;
};

inline void expect_error(ErrorCode code, const std::function<void()>& call) {
  try {
    call();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
  }
}

inline Article article(const std::string& text) {
  Article out;
  out.title = U"خبر";
  Paragraph paragraph;
  paragraph.text = from_utf8(text);
  out.paragraphs.push_back(paragraph);
  return out;
}

/// A story's first step: what a push of it changes.
inline Change received(const char* id, int revision = 1) {
  Change change;
  change.changed = true;
  change.story.site = "nawras";
  change.story.id = id;
  change.story.revision = revision;
  change.story.received = change.story.changed = start;
  change.events = {"article.received"};
  change.todo = {{Task::draft, {}}};
  Entry entry;
  entry.at = start;
  entry.site = "nawras";
  entry.story = id;
  entry.action = "push";
  entry.text = "«نصّ» \"بعلامات\"";
  change.log = {entry};
  return change;
}

}  // namespace mujaz
