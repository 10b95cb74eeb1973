// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages.h"

#include <fstream>
#include <iterator>

#include "mujaz/digest.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

/// Nothing but what this server gives; no frame around it, since its buttons publish.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'";

std::string type_of(const std::filesystem::path& file) {
  static const std::map<std::string, std::string> types = {{".html", "text/html; charset=utf-8"},
                                                           {".js", "text/javascript"},
                                                           {".css", "text/css; charset=utf-8"},
                                                           {".woff2", "font/woff2"},
                                                           {".svg", "image/svg+xml"}};
  const auto found = types.find(file.extension().string());
  return found == types.end() ? "application/octet-stream" : found->second;
}

}  // namespace

Pages::Pages(const std::filesystem::path& folder) {
  std::error_code none;
  if (folder.empty() || !std::filesystem::is_directory(folder, none)) return;
  for (const auto& one : std::filesystem::directory_iterator(folder)) {
    if (!one.is_regular_file()) continue;
    std::ifstream in(one.path(), std::ios::binary);
    auto content = std::make_shared<const std::string>(std::istreambuf_iterator<char>(in),
                                                       std::istreambuf_iterator<char>());
    if (!in) throw Error(ErrorCode::unavailable, "The file cannot be read.", one.path().string());
    const std::string tag = quoted(sha256(*content));
    files_[one.path().filename().string()] = {std::move(content), type_of(one.path()), tag};
  }
}

Response Pages::get(const std::string& name) const {
  const auto found = files_.find(name);
  if (found == files_.end())
    throw Problem(404, files_.empty() ? "The desk's page was not built: `./run web` builds it."
                                      : "The desk has no such file.");
  const File& file = found->second;
  Response response;
  response.headers.set("Content-Type", file.type);
  response.headers.set("ETag", file.tag);
  response.headers.set("Cache-Control",
                       name == "index.html" ? "no-cache" : "public, max-age=31536000, immutable");
  response.headers.set("Content-Security-Policy", kPolicy);
  response.headers.set("Referrer-Policy", "no-referrer");
  response.body = file.content;
  return response;
}

void add_pages(const ApiPtr& api, Handlers& handlers) {
  const auto pages = std::make_shared<const Pages>(api->parts.pages);
  handlers.handlers["getDeskPlace"] = [](const Request&, const Visitor&) {
    Response response;
    response.status = 303;
    response.headers.set("Location", "/desk/");
    return response;
  };
  handlers.handlers["getDesk"] = [pages](const Request&, const Visitor&) {
    return pages->get("index.html");
  };
  handlers.handlers["getDeskFile"] = [pages](const Request& request, const Visitor&) {
    return pages->get(request.parameter("file"));
  };
}

}  // namespace mujaz::server
