// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/piper_network.h"

#include <cmath>

#include <mutex>
#include <random>
#include <thread>

#include <openvino/frontend/manager.hpp>
#include <openvino/openvino.hpp>
#include <openvino/opsets/opset12.hpp>

#include "mujaz/core.h"

namespace mujaz::voice {
namespace {
namespace op = ov::opset12;

constexpr unsigned kMostParallel = 8;
// Frames that are made into samples at once, and how many on either side of one have a part in its
// samples: fewer than 12 in the medium voices, fewer than 16 in the high ones.
constexpr std::int64_t kWindow = 256;
constexpr std::size_t kReach = 24;
constexpr std::int64_t kNoise = 1 << 16;  // numbers of the noise's table

/// The last line of what the runtime says: the rest names its own sources.
std::string reason(const std::exception& error) {
  std::string_view what = error.what();
  while (!what.empty() && (what.back() == '\n' || what.back() == ' ')) what.remove_suffix(1);
  return std::string(what.substr(what.rfind('\n') + 1));
}

/// By its own front end: `Core::read_model` offers a file that is not ONNX to all the others, and
/// they print.
std::shared_ptr<ov::Model> read_onnx(const std::filesystem::path& file) {
  ov::frontend::FrontEndManager manager;
  const auto onnx = manager.load_by_framework("onnx");
  return onnx->convert(onnx->load(file.string()));
}

bool has_input(const ov::Model& model, const std::string& name) {
  for (const auto& input : model.inputs())
    if (input.get_names().contains(name)) return true;
  return false;
}

/// How many numbers of sounds the network knows: the rows of the table that it looks them up in.
std::size_t sounds_of(const ov::Model& model) {
  for (const auto& node : model.get_ordered_ops()) {
    if (!ov::is_type<op::Gather>(node)) continue;
    const auto* from = node->get_input_node_ptr(1);
    while (ov::is_type<op::Convert>(from)) from = from->get_input_node_ptr(0);
    const auto& names = from->output(0).get_names();
    if (names.contains("input")) return node->get_input_partial_shape(0)[0].get_length();
  }
  throw Error(ErrorCode::bad_input, "The network looks up no sounds.");
}

/// Where lengths in frames are rounded up: the one Ceiling whose numbers are added up, for the
/// length of the whole.
ov::Output<ov::Node> lengths_of(const ov::Model& model) {
  for (const auto& node : model.get_ordered_ops()) {
    if (!ov::is_type<op::Ceiling>(node)) continue;
    for (const auto& input : node->output(0).get_target_inputs())
      if (ov::is_type<op::ReduceSum>(input.get_node())) return node->output(0);
  }
  throw Error(ErrorCode::bad_input, "The network has no duration predictor.");
}

/// Puts a fixed table of noise in the place of each source of random numbers, read from another
/// place for each source and again from its beginning at every run.
void fix_noise(ov::Model& model) {
  std::minstd_rand random(20240229);
  std::vector<float> noise(kNoise);
  for (float& number : noise)
    number = static_cast<float>(random() - random.min()) / static_cast<float>(random.max());
  const auto table = op::Constant::create(ov::element::f32, {kNoise}, noise);
  const auto scalar = [](std::int64_t value) {
    return op::Constant::create(ov::element::i64, {}, {value});
  };
  std::int64_t offset = 0;
  for (const auto& node : model.get_ordered_ops()) {
    if (!ov::is_type<op::RandomUniform>(node)) continue;
    const auto shape = std::make_shared<op::Convert>(node->input_value(0), ov::element::i64);
    const auto count = std::make_shared<op::ReduceProd>(shape, scalar(0), false);
    const auto end = std::make_shared<op::Add>(count, scalar(offset));
    const auto places =
        std::make_shared<op::Range>(scalar(offset), end, scalar(1), ov::element::i64);
    const auto wrapped = std::make_shared<op::Mod>(places, scalar(kNoise));
    const auto numbers = std::make_shared<op::Gather>(table, wrapped, scalar(0));
    const auto shaped = std::make_shared<op::Reshape>(numbers, shape, false);
    const auto range = std::make_shared<op::Subtract>(node->input_value(2), node->input_value(1));
    const auto scaled = std::make_shared<op::Multiply>(shaped, range);
    node->output(0).replace(std::make_shared<op::Add>(scaled, node->input_value(1)));
    offset += 20'011;  // a prime, so that no two sources tell the same
  }
  model.validate_nodes_and_infer_types();
}

/// The network in two: what comes before the first transposed convolution, which gives frames and
/// lengths, and what makes samples of frames. The second is nearly all of the work and looks only
/// some frames far, so it is run on one window of frames after another: its memory does not grow
/// with the phrase, and as it always has the same shape its kernels are made once.
struct Halves {
  std::shared_ptr<ov::Model> frames, samples;  // the second is null where there is no such place
};
Halves halves_of(const ov::Model& model) {
  const ov::Output<ov::Node> lengths = lengths_of(model);
  for (const auto& node : model.get_ordered_ops()) {
    if (!ov::is_type<op::ConvolutionBackpropData>(node)) continue;
    const ov::Output<ov::Node> frames = node->input_value(0);
    const ov::PartialShape& shape = frames.get_partial_shape();
    if (shape.rank() != 3 || !shape[1].is_static()) break;
    Halves halves;
    halves.frames =
        std::make_shared<ov::Model>(ov::OutputVector{frames, lengths}, model.get_parameters());
    const auto window =
        std::make_shared<op::Parameter>(ov::element::f32, ov::PartialShape{1, shape[1], kWindow});
    node->input(0).replace_source_output(window);
    halves.samples = std::make_shared<ov::Model>(
        ov::OutputVector{model.get_results().front()->input_value(0)}, ov::ParameterVector{window});
    return halves;
  }
  const ov::Output<ov::Node> samples = model.get_results().front()->input_value(0);
  return {std::make_shared<ov::Model>(ov::OutputVector{samples, lengths}, model.get_parameters()),
          nullptr};
}

template <typename T>
ov::Tensor tensor(ov::element::Type type, const ov::Shape& shape, const std::vector<T>& values) {
  ov::Tensor made(type, shape);
  std::copy(values.begin(), values.end(), made.data<T>());
  return made;
}

/// A network with its idle runs.
class Runs {
 public:
  void compile(ov::Core& core, const std::shared_ptr<ov::Model>& model, unsigned parallel) {
    const int cores = static_cast<int>(parallel);
    model_ = core.compile_model(
        model, "CPU",
        {ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY), ov::num_streams(cores),
         ov::inference_num_threads(cores), ov::hint::inference_precision(ov::element::f32)});
  }
  ov::InferRequest take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return model_.create_infer_request();
    ov::InferRequest request = std::move(idle_.back());
    idle_.pop_back();
    return request;
  }
  void give(ov::InferRequest request) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(request));
  }

 private:
  ov::CompiledModel model_;
  std::mutex mutex_;
  std::vector<ov::InferRequest> idle_;
};

void infer(ov::InferRequest& request, Halt& halt) {
  const Halt::During during(halt, [&request] { request.cancel(); });
  halt.check();
  request.infer();
}

}  // namespace

struct PiperNetwork::Compiled {
  std::string file;
  unsigned parallel = 1;
  std::size_t sounds = 0;
  bool takes_speaker = false, in_windows = false;
  Runs frames, samples;

  /// The samples of all frames, window by window.
  std::vector<float> samples_of(const ov::Tensor& frames_made, Halt& halt);
};

PiperNetwork::PiperNetwork(const std::filesystem::path& file)
    : compiled_(std::make_unique<Compiled>()) {
  compiled_->file = file.string();
  try {
    ov::Core core;
    const auto model = read_onnx(file);
    for (const char* name : {"input", "input_lengths", "scales"})
      if (!has_input(*model, name))
        throw Error(ErrorCode::bad_input, std::string("The network has no input ") + name + ".");
    compiled_->takes_speaker = has_input(*model, "sid");
    compiled_->sounds = sounds_of(*model);
    fix_noise(*model);
    const Halves halves = halves_of(*model);
    compiled_->parallel = std::clamp(std::thread::hardware_concurrency(), 1u, kMostParallel);
    compiled_->frames.compile(core, halves.frames, compiled_->parallel);
    compiled_->in_windows = halves.samples != nullptr;
    if (halves.samples) compiled_->samples.compile(core, halves.samples, compiled_->parallel);
  } catch (const Error& e) {
    throw Error(e.code(), e.what(), compiled_->file);
  } catch (const std::exception& e) {
    throw Error(ErrorCode::bad_input, "This is not the network of a Piper voice: " + reason(e),
                compiled_->file);
  }
}

PiperNetwork::~PiperNetwork() = default;

std::size_t PiperNetwork::sounds() const {
  return compiled_->sounds;
}

unsigned PiperNetwork::parallel() const {
  return compiled_->parallel;
}

std::vector<float> PiperNetwork::Compiled::samples_of(const ov::Tensor& made, Halt& halt) {
  const std::size_t channels = made.get_shape().at(1), count = made.get_shape().at(2);
  const float* from = made.data<const float>();
  std::vector<float> out;
  ov::InferRequest request = samples.take();
  ov::Tensor window = request.get_input_tensor();
  for (std::size_t done = 0; done < count;) {
    // The last window ends with the last frame, unless all of them are fewer than one.
    std::size_t first = done < kReach ? 0 : done - kReach;
    if (first + kWindow > count) first = count > kWindow ? count - kWindow : 0;
    const std::size_t some = std::min<std::size_t>(kWindow, count - first);
    float* to = window.data<float>();
    for (std::size_t channel = 0; channel < channels; ++channel, to += kWindow) {
      std::copy_n(from + channel * count + first, some, to);
      std::fill(to + some, to + kWindow, 0.0f);
    }
    infer(request, halt);
    halt.check();
    const ov::Tensor heard = request.get_output_tensor();
    const std::size_t a_frame = heard.get_size() / kWindow;
    const std::size_t end = first + some == count ? count : first + kWindow - kReach;
    const float* samples_made = heard.data<const float>();
    out.insert(out.end(), samples_made + (done - first) * a_frame,
               samples_made + (end - first) * a_frame);
    done = end;
  }
  samples.give(std::move(request));
  return out;
}

PiperNetwork::Sound PiperNetwork::run(const std::vector<std::int64_t>& ids, const Manner& manner,
                                      Halt& halt) const {
  try {
    ov::InferRequest request = compiled_->frames.take();
    request.set_tensor("input", tensor(ov::element::i64, {1, ids.size()}, ids));
    request.set_tensor(
        "input_lengths",
        tensor<std::int64_t>(ov::element::i64, {1}, {static_cast<std::int64_t>(ids.size())}));
    request.set_tensor("scales",
                       tensor<float>(ov::element::f32, {3},
                                     {manner.noise_scale, manner.length_scale, manner.noise_w}));
    if (compiled_->takes_speaker)
      request.set_tensor("sid", tensor<std::int64_t>(ov::element::i64, {1}, {manner.speaker}));
    infer(request, halt);
    halt.check();
    const ov::Tensor frames = request.get_output_tensor(1);
    Sound sound;
    std::size_t total = 0;
    for (std::size_t i = 0; i < frames.get_size(); ++i) {
      const float length = frames.data<const float>()[i];
      if (!(length >= 0 && length < 1e6f))
        throw Error(ErrorCode::internal, "The voice gave a sound an absurd length.",
                    compiled_->file);
      sound.lengths.push_back(static_cast<std::size_t>(length));
      total += sound.lengths.back();
    }
    const ov::Tensor made = request.get_output_tensor(0);
    if (compiled_->in_windows)
      sound.samples = compiled_->samples_of(made, halt);
    else
      sound.samples.assign(made.data<const float>(), made.data<const float>() + made.get_size());
    compiled_->frames.give(std::move(request));
    if (sound.lengths.size() != ids.size() || total == 0 || sound.samples.empty() ||
        sound.samples.size() % total != 0)
      throw Error(ErrorCode::internal, "The voice's lengths are not those of its sound.",
                  compiled_->file);
    for (std::size_t& length : sound.lengths) length *= sound.samples.size() / total;
    return sound;
  } catch (const ov::Exception& e) {
    halt.check();
    throw Error(ErrorCode::internal, "The voice's network failed: " + reason(e), compiled_->file);
  }
}

}  // namespace mujaz::voice
