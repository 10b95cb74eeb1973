// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/house.h"

#include <cstdlib>

#include "cli/verbs.h"
#include "mujaz/core.h"

namespace mujaz::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

void add_house(CLI::App* verb, House& house) {
  verb->add_option(
      "--data", house.data,
      "the folder of the newsroom's data; made where it is not; by default store.data");
  verb->add_option("--database", house.database,
                   "PostgreSQL, as libpq names it (host=… dbname=…, postgresql://…); by default "
                   "$MUJAZ_DATABASE, else SQLite in the folder")
      ->envname("MUJAZ_DATABASE");
  verb->add_option("--blobs", house.blobs,
                   "a bucket of S3 for sound, https://HOST/BUCKET[/PREFIX], with "
                   "$AWS_ACCESS_KEY_ID, $AWS_SECRET_ACCESS_KEY and $AWS_REGION; by default "
                   "$MUJAZ_BLOBS, else DATA/blobs")
      ->envname("MUJAZ_BLOBS");
  add_config_option(verb, house.config);
}

House settled(House house) {
  const StoreSection said = configuration(house.config).store;
  if (house.data.empty()) house.data = said.data;
  if (house.database.empty()) house.database = said.database;
  if (house.blobs.empty()) house.blobs = said.blobs;
  if (house.data.empty())
    throw Error(
        ErrorCode::bad_input,
        "The folder of the data is named by --data, or by store.data of the configuration.");
  return house;
}

std::shared_ptr<Store> open_store(const House& given) {
  const House house = settled(given);
  StoreOptions options;
  options.folder = house.data;
  options.database = house.database;
  return Store::open(options);
}

std::shared_ptr<Blobs> open_blobs(const House& given) {
  const House house = settled(given);
  if (house.blobs.empty()) return folder_blobs(std::filesystem::path(house.data) / "blobs");
  const std::size_t scheme = house.blobs.find("://");
  const std::size_t host_end =
      scheme == house.blobs.npos ? scheme : house.blobs.find('/', scheme + 3);
  if (host_end == house.blobs.npos || host_end + 1 == house.blobs.size())
    throw Error(ErrorCode::bad_input, "--blobs is https://HOST/BUCKET[/PREFIX].");
  S3Options options;
  options.endpoint = house.blobs.substr(0, host_end);
  const std::string path = house.blobs.substr(host_end + 1);
  options.bucket = path.substr(0, path.find('/'));
  if (options.bucket.size() < path.size()) options.prefix = path.substr(options.bucket.size() + 1);
  options.key = environment("AWS_ACCESS_KEY_ID");
  options.secret = environment("AWS_SECRET_ACCESS_KEY");
  if (const std::string region = environment("AWS_REGION"); !region.empty())
    options.region = region;
  return s3_blobs(options);
}

Crafts house_crafts(const House& house, const std::string& voice) {
  const Config config = configuration(house.config);
  const std::filesystem::path folder = house.data;
  Places data = places();
  if (data.cache.empty()) data.cache = folder / "cache";
  CraftOptions options;
  options.voice = voice.empty() ? config.voice.name : voice;
  options.remote = config.remote;
  options.budget = folder / "remote-characters";
  return load_crafts(data, options);
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  return CLI::IsMember(words);
}

}  // namespace mujaz::cli
