// The native anchor of the relief's bench: greedy insertion into a Delaunay triangulation of a square height map
// (Garland and Heckbert 1995), until no sample lies farther off than the tolerance. Closed with walls and a bottom it
// would have as many triangles more as ours. Prints the milliseconds and the number of triangles.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <utility>
#include <vector>

namespace {

struct Worst {
  float error;
  int triangle;
  int stamp;
  bool operator<(const Worst& other) const { return error < other.error; }
};

class GreedyTin {
 public:
  GreedyTin(const std::vector<float>& heights, int side, float tolerance)
      : heights_(heights), side_(side), tolerance_(tolerance) {
    const int end = side - 1;
    for (auto [x, y] : {std::pair{0, 0}, {end, 0}, {end, end}, {0, end}}) addPoint(x, y);
    addTriangle(0, 1, 2, -1, -1, 3);
    addTriangle(0, 2, 3, 2, -1, -1);
    scan(0);
    scan(1);
  }

  void run() {
    while (!queue_.empty()) {
      const Worst worst = queue_.top();
      queue_.pop();
      if (stamp_[worst.triangle] != worst.stamp) continue;
      if (worst.error <= tolerance_) break;
      insert(worst.triangle);
    }
  }

  size_t triangles() const { return corner_.size() / 3; }

 private:
  const std::vector<float>& heights_;
  const int side_;
  const float tolerance_;
  std::vector<int> px_, py_;
  // Corner e starts the edge from corner_[e] to the next corner of its triangle; twin_[e] is the same edge next door.
  std::vector<int> corner_, twin_;
  std::vector<int> stamp_, candidateX_, candidateY_;
  std::vector<char> dirty_;
  std::vector<int> touched_;
  std::priority_queue<Worst> queue_;

  static int next(int e) { return e % 3 == 2 ? e - 2 : e + 1; }
  static int before(int e) { return e % 3 == 0 ? e + 2 : e - 1; }

  int addPoint(int x, int y) {
    px_.push_back(x);
    py_.push_back(y);
    return int(px_.size()) - 1;
  }

  int addTriangle(int a, int b, int c, int ab, int bc, int ca) {
    const int t = int(stamp_.size());
    corner_.resize(corner_.size() + 3);
    twin_.resize(twin_.size() + 3);
    stamp_.push_back(0);
    candidateX_.push_back(0);
    candidateY_.push_back(0);
    dirty_.push_back(0);
    setTriangle(t, a, b, c, ab, bc, ca);
    return t;
  }

  void setTriangle(int t, int a, int b, int c, int ab, int bc, int ca) {
    const int e = 3 * t;
    corner_[e] = a;
    corner_[e + 1] = b;
    corner_[e + 2] = c;
    link(e, ab);
    link(e + 1, bc);
    link(e + 2, ca);
    if (!dirty_[t]) {
      dirty_[t] = 1;
      touched_.push_back(t);
    }
  }

  void link(int e, int other) {
    twin_[e] = other;
    if (other >= 0) twin_[other] = e;
  }

  long long cross(int a, int b, int x, int y) const {
    return (long long)(px_[b] - px_[a]) * (y - py_[a]) - (long long)(py_[b] - py_[a]) * (x - px_[a]);
  }

  void insert(int t) {
    const int p = addPoint(candidateX_[t], candidateY_[t]);
    const int e = 3 * t;
    for (int k = 0; k < 3; k++)
      if (cross(corner_[e + k], corner_[next(e + k)], px_[p], py_[p]) == 0) {
        splitEdge(e + k, p);
        rescan();
        return;
      }
    const int a = corner_[e], b = corner_[e + 1], c = corner_[e + 2];
    const int ab = twin_[e], bc = twin_[e + 1], ca = twin_[e + 2];
    setTriangle(t, a, b, p, ab, -1, -1);
    const int t1 = addTriangle(b, c, p, bc, -1, 3 * t + 1);
    const int t2 = addTriangle(c, a, p, ca, 3 * t + 2, 3 * t1 + 1);
    legalize(3 * t);
    legalize(3 * t1);
    legalize(3 * t2);
    rescan();
  }

  void splitEdge(int e, int p) {
    const int t = e / 3, f = twin_[e];
    const int a = corner_[e], b = corner_[next(e)], c = corner_[before(e)];
    const int bc = twin_[next(e)], ca = twin_[before(e)];
    int u = -1, d = -1, ad = -1, db = -1;
    if (f >= 0) {
      u = f / 3;
      d = corner_[before(f)];
      ad = twin_[next(f)];
      db = twin_[before(f)];
    }
    setTriangle(t, c, a, p, ca, -1, -1);
    const int t1 = addTriangle(b, c, p, bc, 3 * t + 2, -1);
    if (u < 0) {
      legalize(3 * t);
      legalize(3 * t1);
      return;
    }
    setTriangle(u, a, d, p, ad, -1, 3 * t + 1);
    const int u1 = addTriangle(d, b, p, db, 3 * t1 + 2, 3 * u + 1);
    legalize(3 * t);
    legalize(3 * t1);
    legalize(3 * u);
    legalize(3 * u1);
  }

  // Edge e faces the new point, which is the corner before it.
  void legalize(int e) {
    const int f = twin_[e];
    if (f < 0) return;
    const int a = corner_[e], b = corner_[next(e)], p = corner_[before(e)], d = corner_[before(f)];
    if (!inCircle(a, b, p, d)) return;
    const int t = e / 3, u = f / 3;
    const int bp = twin_[next(e)], pa = twin_[before(e)], ad = twin_[next(f)], db = twin_[before(f)];
    setTriangle(t, a, d, p, ad, -1, pa);
    setTriangle(u, d, b, p, db, bp, 3 * t + 1);
    legalize(3 * t);
    legalize(3 * u);
  }

  bool inCircle(int a, int b, int c, int d) const {
    const double ax = px_[a] - px_[d], ay = py_[a] - py_[d];
    const double bx = px_[b] - px_[d], by = py_[b] - py_[d];
    const double cx = px_[c] - px_[d], cy = py_[c] - py_[d];
    const double a2 = ax * ax + ay * ay, b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
    return ax * (by * c2 - b2 * cy) - ay * (bx * c2 - b2 * cx) + a2 * (bx * cy - by * cx) > 0;
  }

  void rescan() {
    for (size_t n = 0; n < touched_.size(); n++) scan(touched_[n]);
    touched_.clear();
  }

  // The worst sample of a triangle, row by row between its edges.
  void scan(int t) {
    dirty_[t] = 0;
    stamp_[t]++;
    const int a = corner_[3 * t], b = corner_[3 * t + 1], c = corner_[3 * t + 2];
    const int low = std::min(py_[a], std::min(py_[b], py_[c]));
    const int high = std::max(py_[a], std::max(py_[b], py_[c]));
    const double area = double(cross(a, b, px_[c], py_[c]));
    const double ha = at(a), hb = at(b), hc = at(c);
    const double stepX = ((py_[b] - py_[c]) * ha + (py_[c] - py_[a]) * hb + (py_[a] - py_[b]) * hc) / area;
    float worst = 0;
    for (int y = low; y <= high; y++) {
      double from = -1e30, to = 1e30;
      const int corners[3] = {a, b, c};
      bool empty = false;
      for (int k = 0; k < 3; k++) {
        const int p = corners[k], q = corners[(k + 1) % 3];
        const int dy = py_[q] - py_[p];
        const double offset = double(px_[q] - px_[p]) * (y - py_[p]);
        if (dy > 0) to = std::min(to, px_[p] + offset / dy);
        else if (dy < 0) from = std::max(from, px_[p] + offset / dy);
        else if (offset < 0) empty = true;
      }
      if (empty) continue;
      const int left = int(std::ceil(from - 1e-9)), right = int(std::floor(to + 1e-9));
      const double wb = double((left - px_[a]) * (py_[c] - py_[a]) - (px_[c] - px_[a]) * (y - py_[a])) / area;
      const double wc = double((px_[b] - px_[a]) * (y - py_[a]) - (left - px_[a]) * (py_[b] - py_[a])) / area;
      double height = ha + wb * (hb - ha) + wc * (hc - ha);
      const float* row = &heights_[size_t(y) * side_];
      for (int x = left; x <= right; x++, height += stepX) {
        const float error = std::fabs(row[x] - float(height));
        if (error <= worst) continue;
        worst = error;
        candidateX_[t] = x;
        candidateY_[t] = y;
      }
    }
    const bool isCorner = [&] {
      for (int p : {a, b, c})
        if (px_[p] == candidateX_[t] && py_[p] == candidateY_[t]) return true;
      return false;
    }();
    if (worst > tolerance_ && !isCorner) queue_.push({worst, t, stamp_[t]});
  }

  double at(int p) const { return heights_[size_t(py_[p]) * side_ + px_[p]]; }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const int side = std::atoi(argv[2]);
  std::vector<float> heights(size_t(side) * side);
  FILE* file = std::fopen(argv[1], "rb");
  if (!file || std::fread(heights.data(), 4, heights.size(), file) != heights.size()) return 1;
  const auto begin = std::chrono::steady_clock::now();
  GreedyTin tin(heights, side, float(std::atof(argv[3])));
  tin.run();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  std::printf("%.3f %zu\n", took.count(), tin.triangles());
}
