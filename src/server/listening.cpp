// SPDX-License-Identifier: GPL-3.0-or-later
// The listener's calls: the episode and its sound.
#include <algorithm>

#include "mujaz/digest.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shelf.h"
#include "server/showing.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

/// A blob that lies elsewhere than in a file.
class BlobBytes : public Bytes {
 public:
  BlobBytes(Blobs& blobs, std::string name, std::uint64_t size)
      : blobs_(blobs), name_(std::move(name)), size_(size) {}
  std::uint64_t size() const override { return size_; }
  std::string read(std::uint64_t at, std::size_t most) const override {
    return blobs_.get(name_, at, most);
  }

 private:
  Blobs& blobs_;
  const std::string name_;
  const std::uint64_t size_;
};

std::shared_ptr<const Bytes> bytes_of(Blobs& blobs, const std::string& name) {
  if (const auto file = blobs.file(name); !file.empty()) return file_bytes(file.string());
  const std::optional<std::uint64_t> size = blobs.size(name);
  if (!size) throw Problem(404, "There is no such sound.");
  return std::make_shared<BlobBytes>(blobs, name, *size);
}

Response episode(const Api& api, const Request& request, const Visitor& visitor) {
  const std::uint64_t mark = api.shelf->mark();
  std::optional<Story> story;
  bool personal = false;
  api.store().read([&](Transaction& rows) {
    const std::string& site = request.parameter("site");
    personal = admit(rows, site, request, visitor).front.personal;
    story = Stories(rows).find(site, request.parameter("id"));
  });
  const std::string times = api.desk().blobs().get(shown_of(story).sound.times);
  auto body = std::make_shared<const std::string>(episode_json(*story, times));
  Shelf::Kept kept;
  kept.headers.set("Content-Type", "application/json");
  kept.headers.set("Cache-Control",
                   personal ? "private, no-cache" : "public, max-age=15, must-revalidate");
  kept.headers.set("ETag", quoted(sha256(*body)));
  kept.body = std::move(body);
  if (!personal) api.shelf->keep(request.path, kept, mark);
  return given(kept);
}

bool is_hash(const std::string& text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// A blob's bytes, where the one who asks may have them.
Response blob(const Api& api, const Request& request, const Visitor& visitor, const char* type) {
  const std::string& hash = request.parameter("hash");
  if (!is_hash(hash)) throw Problem(404, "There is no such sound.");
  const std::uint64_t mark = api.shelf->mark();
  BlobPlace place;
  bool personal = false;
  api.store().read([&](Transaction& rows) {
    place = BlobUses(rows).find(hash);
    if (place.use == BlobUse::live)
      personal = admit(rows, place.site, request, visitor).front.personal;
  });
  const bool of_desk = visitor.of(place.site) && may(visitor.actor.role, Right::read);
  if (place.use == BlobUse::none || (place.use == BlobUse::draft && !of_desk))
    throw Problem(404, "There is no such sound.");
  if (place.use == BlobUse::withdrawn && !of_desk) throw Problem(410, "The sound was withdrawn.");
  Shelf::Kept kept;
  kept.headers.set("Content-Type", type);
  kept.headers.set("ETag", quoted(hash));
  const bool is_public = place.use == BlobUse::live && !personal;
  kept.headers.set("Cache-Control",
                   is_public ? "public, max-age=300, must-revalidate" : "private, no-store");
  kept.body = bytes_of(api.desk().blobs(), hash);
  if (is_public) api.shelf->keep(request.path, kept, mark);
  return given(kept);
}

}  // namespace

void add_listening(const ApiPtr& api, Handlers& handlers) {
  const Quick quick = [shelf = api->shelf](const Request& request) {
    return shelf->find(request.path);
  };
  const auto add = [&](const char* operation, Handler handler) {
    handlers.handlers[operation] = std::move(handler);
    handlers.quick[operation] = quick;
  };
  add("getEpisode", [api](const Request& request, const Visitor& visitor) {
    return episode(*api, request, visitor);
  });
  for (const auto& [operation, type] : {std::pair("getMp3", "audio/mpeg"),
                                        {"getOpus", "audio/ogg; codecs=opus"},
                                        {"getCaptions", "text/vtt; charset=utf-8"}})
    add(operation, [api, type](const Request& request, const Visitor& visitor) {
      return blob(*api, request, visitor, type);
    });
}

}  // namespace mujaz::server
