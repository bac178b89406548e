// The native anchor of the core's bench: a ball as a narrow-band level set, then as quads, on one core. Takes the number
// of cells and the radius as a share of them. Prints the milliseconds for both together, and the number of quads.
#include <openvdb/openvdb.h>
#include <openvdb/tools/LevelSetSphere.h>
#include <openvdb/tools/VolumeToMesh.h>
#include <tbb/global_control.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char** argv) {
  const double n = argc > 1 ? std::atof(argv[1]) : 256;
  const double radius = argc > 2 ? std::atof(argv[2]) : 0.47;
  tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  openvdb::initialize();
  const auto begin = std::chrono::steady_clock::now();
  const openvdb::Vec3f centre((n - 1) / 2);
  const auto grid = openvdb::tools::createLevelSetSphere<openvdb::FloatGrid>(
      float(n * radius), centre, 1.0f, 3.0f, false);
  std::vector<openvdb::Vec3s> points;
  std::vector<openvdb::Vec4I> quads;
  openvdb::tools::volumeToMesh(*grid, points, quads, 0.0);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  std::printf("%.3f %zu\n", took.count(), quads.size());
}
