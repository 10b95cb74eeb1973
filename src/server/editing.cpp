// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's moves.
#include "mujaz/text.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/reply.h"
#include "server/shelf.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

/// The story asked for; with If-Match only as it was then.
Which which_of(const Api& api, const Request& request) {
  Which which{request.parameter("site"), request.parameter("id")};
  const std::string* match = request.headers.find("If-Match");
  if (!match) return which;
  Story story;
  api.store().read([&](Transaction& rows) { story = Stories(rows).get(which.site, which.id); });
  if (!etag_listed(*match, etag_of(story), true))
    throw Problem(412, "The article was changed since you saw it; look again.");
  which.version = story.version;
  return which;
}

/// The rules say `unsupported` where the role has not the right.
Response moved(const ApiPtr& api, const Request& request,
               const std::function<Story(const Which&)>& move) {
  const Which which = which_of(*api, request);
  try {
    const Story story = move(which);
    api->shelf->forget();
    return story_response(story);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::unsupported) throw;
    throw Problem(403, error.what());
  }
}

Edit edit_of(const Json& json) {
  if (!json.is_object()) throw Problem(422, "Each edit must be an object.", "edits");
  const Input input(json);
  static const std::map<std::string, Edit::Kind> kinds = {{"change", Edit::Kind::change},
                                                          {"add", Edit::Kind::add},
                                                          {"drop", Edit::Kind::drop},
                                                          {"move", Edit::Kind::move}};
  const auto kind = kinds.find(input.text("op"));
  if (kind == kinds.end()) throw Problem(422, "\"op\" must be change, add, drop or move.", "op");
  Edit edit;
  edit.kind = kind->second;
  if (edit.kind != Edit::Kind::add) edit.point = input.text("point", 100);
  if (edit.kind == Edit::Kind::change || edit.kind == Edit::Kind::add)
    edit.text = from_utf8(input.text("text", 4000));
  if (edit.kind == Edit::Kind::add || edit.kind == Edit::Kind::move)
    edit.place = static_cast<std::size_t>(input.whole_or("place", 0, 0, 100));
  return edit;
}

std::vector<Edit> edits_of(const Request& request) {
  const Json all = Input(request).get("edits");
  if (!all.is_array() || all.empty() || all.size() > 50)
    throw Problem(422, "\"edits\" must be a list of 1 to 50 edits.", "edits");
  std::vector<Edit> edits;
  for (const Json& one : all) edits.push_back(edit_of(one));
  return edits;
}

}  // namespace

void add_editing(const ApiPtr& api, Handlers& handlers) {
  using Move = std::function<Story(const Which&, const Input&, const Actor&)>;
  const auto add = [&](const char* operation, Move move) {
    handlers.handlers[operation] = [api, move = std::move(move)](const Request& request,
                                                                 const Visitor& visitor) {
      const Input input(request);
      return moved(api, request,
                   [&](const Which& which) { return move(which, input, visitor.actor); });
    };
  };
  Desk& desk = api->desk();
  add("approve", [&desk](const Which& which, const Input&, const Actor& actor) {
    return desk.approve(which, actor);
  });
  add("reject", [&desk](const Which& which, const Input& input, const Actor& actor) {
    return desk.reject(which, input.text("reason", 2000), actor);
  });
  add("withdraw", [&desk](const Which& which, const Input& input, const Actor& actor) {
    return desk.withdraw(which, input.text_or("reason", "", 2000), actor);
  });
  add("correct", [&desk](const Which& which, const Input& input, const Actor& actor) {
    return desk.correct(which, from_utf8(input.text("notice", 2000)), actor);
  });
  add("revoice", [&desk](const Which& which, const Input&, const Actor& actor) {
    return desk.revoice(which, actor);
  });
  handlers.handlers["signPoint"] = [api](const Request& request, const Visitor& visitor) {
    const std::string reason = Input(request).text_or("reason", "", 2000);
    return moved(api, request, [&](const Which& which) {
      return api->desk().sign(which, request.parameter("point"), reason, visitor.actor);
    });
  };
  handlers.handlers["patchPoints"] = [api](const Request& request, const Visitor& visitor) {
    if (!request.headers.find("If-Match"))
      throw Problem(428, "A change of points needs If-Match with the article's ETag.", "If-Match");
    const std::vector<Edit> edits = edits_of(request);
    return moved(api, request,
                 [&](const Which& which) { return api->desk().edit(which, edits, visitor.actor); });
  };
}

}  // namespace mujaz::server
