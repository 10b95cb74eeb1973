// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/network.h"

#include <mutex>
#include <thread>

#include <openvino/frontend/manager.hpp>
#include <openvino/op/lstm_sequence.hpp>
#include <openvino/op/parameter.hpp>
#include <openvino/openvino.hpp>

#include "mujaz/core.h"

namespace mujaz::reading {
namespace {

constexpr const char* lengths_name = "input_lengths";
constexpr const char* shares_name = "shares";
// A compiled network makes its kernels anew for each length it meets, at half the cost of a run;
// sequences are therefore padded to a multiple of this.
constexpr std::size_t step = 32;
// Each run at a time holds its own copy of the packed weights, about 10 MB.
constexpr unsigned most = 8;

// By its own front end: `Core::read_model` offers a file that is not ONNX to all the others, and
// they print.
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

// Without it an LSTM that runs backwards would begin in the padding.
void add_lengths(ov::Model& model) {
  const auto lengths =
      std::make_shared<ov::op::v0::Parameter>(ov::element::i64, ov::PartialShape{-1});
  lengths->output(0).set_names({lengths_name});
  for (const auto& node : model.get_ordered_ops())
    if (ov::is_type<ov::op::v5::LSTMSequence>(node)) node->input(3).replace_source_output(lengths);
  model.add_parameters({lengths});
  model.validate_nodes_and_infer_types();
}

Rows rows(const ov::Tensor& tensor, std::size_t length) {
  const ov::Shape& shape = tensor.get_shape();
  Rows out;
  out.width = shape.size() > 2 ? shape[2] : 1;
  const float* data = tensor.data<const float>();
  out.values.assign(data, data + length * out.width);
  return out;
}

}  // namespace

struct Network::Compiled {
  std::string file;
  std::vector<std::string> inputs, outputs;
  ov::CompiledModel model;
  std::mutex mutex;
  std::vector<ov::InferRequest> idle;

  ov::InferRequest take() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return model.create_infer_request();
    ov::InferRequest request = std::move(idle.back());
    idle.pop_back();
    return request;
  }
  void give(ov::InferRequest request) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(request));
  }
};

Network::Network(const std::filesystem::path& file, std::vector<std::string> inputs,
                 std::vector<std::string> outputs)
    : compiled_(std::make_unique<Compiled>()) {
  compiled_->file = file.string();
  compiled_->inputs = std::move(inputs);
  compiled_->outputs = std::move(outputs);
  if (!std::filesystem::is_regular_file(file))
    throw Error(ErrorCode::not_found, "A model is missing; `./run setup` brings it.",
                file.string());
  try {
    ov::Core core;
    const auto model = read_onnx(file);
    if (!has_input(*model, lengths_name)) add_lengths(*model);
    const int cores = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, most));
    compiled_->model = core.compile_model(
        model, "CPU",
        {ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY), ov::num_streams(cores),
         ov::inference_num_threads(cores), ov::hint::inference_precision(ov::element::f32)});
    for (const std::string& name : compiled_->inputs) compiled_->model.input(name);
    for (const std::string& name : compiled_->outputs) compiled_->model.output(name);
  } catch (const std::exception& e) {
    throw Error(ErrorCode::bad_input, std::string("The model cannot be used: ") + e.what(),
                file.string());
  }
}

Network::~Network() = default;

std::vector<Rows> Network::run(const std::vector<std::vector<std::int64_t>>& sequences,
                               const Rows& shares) const {
  const std::size_t length = sequences.front().size();
  const std::size_t padded = (length + step - 1) / step * step;
  try {
    ov::InferRequest request = compiled_->take();
    for (std::size_t i = 0; i < sequences.size(); ++i) {
      ov::Tensor tensor(ov::element::i64, {1, padded});
      auto* data = tensor.data<std::int64_t>();
      std::fill(std::copy(sequences[i].begin(), sequences[i].end(), data), data + padded, 0);
      request.set_tensor(compiled_->inputs[i], tensor);
    }
    if (shares.width > 0) {
      ov::Tensor tensor(ov::element::f32, {1, padded, shares.width});
      auto* data = tensor.data<float>();
      std::fill(std::copy(shares.values.begin(), shares.values.end(), data),
                data + padded * shares.width, 0.0f);
      request.set_tensor(shares_name, tensor);
    }
    ov::Tensor lengths(ov::element::i64, {1});
    *lengths.data<std::int64_t>() = static_cast<std::int64_t>(length);
    request.set_tensor(lengths_name, lengths);
    request.infer();
    std::vector<Rows> out;
    for (const std::string& name : compiled_->outputs)
      out.push_back(rows(request.get_tensor(name), length));
    compiled_->give(std::move(request));
    return out;
  } catch (const ov::Exception& e) {
    throw Error(ErrorCode::internal, std::string("The model did not run: ") + e.what(),
                compiled_->file);
  }
}

}  // namespace mujaz::reading
